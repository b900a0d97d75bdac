// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.run;

import io.deltabook.contract.DecimalStrategy;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneSnapshots;
import io.deltabook.contract.MajorGapPolicy;
import io.deltabook.job.config.BookOptions;
import io.deltabook.job.config.JobConf;
import io.deltabook.job.config.RunOptions;
import io.deltabook.job.config.SourceOptions;
import io.deltabook.job.config.TablePolicy;
import io.deltabook.job.plan.LanePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/** Finds options that were given but change nothing, because of others or of the input. */
public final class IdleOptions {
    private final Configuration given;
    private final List<String> lines = new ArrayList<>();

    /**
     * Looks at some options.
     *
     * @param given those that the user has just given
     */
    public IdleOptions(Configuration given) {
        this.given = given;
    }

    /** A sentence for each that has no effect beside the others. */
    public List<String> beside(JobConf conf) {
        lines.clear();
        boolean isRemote = conf.run().cluster() != null;
        require(isRemote, RunOptions.CLUSTER_JAR, "without cluster");
        require(!isRemote, RunOptions.WEB_PORT, "with cluster, which has a web UI of its own");
        require(
                conf.book().onMajorGap() != MajorGapPolicy.SUSPECT,
                BookOptions.GAP_THRESHOLD,
                "with gap.on-major suspect: the book is kept after a gap of any size");
        boolean hasScales = conf.source().scales().strategy() != DecimalStrategy.DECIMAL128;
        String why = "with decimal.strategy decimal128, which keeps all digits";
        require(hasScales, SourceOptions.PRICE_SCALE, why);
        require(hasScales, SourceOptions.QUANTITY_SCALE, why);
        requireRetained(conf, BookOptions.DEPTH_PUBLISHED);
        requireRetained(conf, BookOptions.ANCHOR_DEPTH);
        require(
                conf.source().trades() == TablePolicy.MERGE,
                BookOptions.FROZEN_THRESHOLD,
                "with source.trades ignore: only trades show that a book is frozen");
        return List.copyOf(lines);
    }

    /** A sentence for each that has no effect on the lanes of a plan. */
    List<String> on(LanePlan plan) {
        lines.clear();
        List<Lane> lanes = plan.lanes();
        String exchange = given.get(SourceOptions.EXCHANGE);
        require(
                lanes.stream().anyMatch(lane -> lane.id().exchange().equals(exchange)),
                SourceOptions.EXCHANGE,
                "because all files name their exchange");
        String symbol = given.get(SourceOptions.SYMBOL);
        require(
                lanes.stream().anyMatch(lane -> lane.id().symbol().equals(symbol)),
                SourceOptions.SYMBOL,
                "because all files name their symbol; source.symbols selects some of them");
        require(
                lanes.stream().anyMatch(lane -> lane.snapshots() == LaneSnapshots.DIFFERENCES)
                        || !given.get(BookOptions.SNAPSHOT_DIFF),
                BookOptions.SNAPSHOT_DIFF,
                "because every lane has deltas");
        return List.copyOf(lines);
    }

    private void requireRetained(JobConf conf, ConfigOption<Integer> depth) {
        int retained = conf.book().depthRetained();
        require(
                given.get(depth) <= retained,
                depth,
                "beyond book.depth.retained, which is " + retained);
    }

    private void require(boolean isEffective, ConfigOption<?> option, String why) {
        boolean isAsked =
                given.contains(option) && !Objects.equals(given.get(option), defaultOf(option));
        if (isAsked && !isEffective) {
            lines.add(option.key() + " has no effect " + why);
        }
    }

    /** A file may list every option with its default. */
    private static Object defaultOf(ConfigOption<?> option) {
        return option.hasDefaultValue() ? option.defaultValue() : null;
    }
}
