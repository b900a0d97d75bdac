// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.plugged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.contract.BadInputException;
import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.UndisturbedRun;
import io.deltabook.job.config.BadFilePolicy;
import io.deltabook.job.config.SourceConf;
import io.deltabook.job.plan.LaneGroup;
import io.deltabook.job.plan.LanePlanner;
import io.deltabook.job.source.KeyGroupLaneKeys;
import io.deltabook.job.source.lane.DeltaFileWalk;
import io.deltabook.job.source.lane.LanePosition;
import io.deltabook.job.storage.Place;
import io.deltabook.job.storage.testing.S3Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class S3InputITCase {
    @RegisterExtension static final S3Server S3 = new S3Server();

    /** Generated input, and what a run of it writes that reads it from the disk. */
    @RegisterExtension
    static final UndisturbedRun LOCAL =
            new UndisturbedRun("--rows 120000 --seed 5", "--parallelism 2");

    @TempDir private Path folder;

    @Test
    void whatIsReadFromABucketIsWhatIsReadFromADisk() throws Exception {
        String input = S3.upload(LOCAL.input(), "market");
        Path output = folder.resolve("out");
        S3.requests().restart();

        CommandLineRun.succeeds("run --input", input, "--output", output, S3.options())
                .assertOut("120,000");

        LOCAL.assertSameAs(output, "the output of the same rows from a bucket");
        // Its tail, its first rows for each of three decisions, and its rows.
        int files = files(LOCAL.input()).size();
        assertThat(S3.requests().reads()).hasSizeLessThanOrEqualTo(5 * files);
    }

    @Test
    void whatAFileInABucketIsIsSaidAsOfOneOnADisk() throws Exception {
        S3.upload(LOCAL.input(), "described");
        String local = CommandLineRun.succeeds("inspect --files", LOCAL.input()).out();

        String stored =
                CommandLineRun.succeeds("inspect --files", S3.address("described"), S3.options())
                        .out();

        assertThat(stored.replace(S3.address("described"), LOCAL.input().toString()))
                .isEqualTo(local);
    }

    @Test
    void aFileThatWasReplacedMeanwhileIsNotRead() throws Exception {
        Map<String, String> options = new HashMap<>(S3.settings());
        options.put("input", S3.upload(LOCAL.input(), "replaced"));
        Plugins.initialize(Configuration.fromMap(options));
        SourceConf conf = SourceConf.of(Configuration.fromMap(options));
        LaneGroup group = LanePlanner.plan(conf, new KeyGroupLaneKeys(1)).groups().get(0);
        Path file = Place.of(group.files().get(0).path());
        byte[] content = Files.readAllBytes(file);

        content[content.length / 2] ^= 1;
        S3.put(file.subpath(0, file.getNameCount()).toString(), content);

        try (DeltaFileWalk walk =
                new DeltaFileWalk(group, BadFilePolicy.SKIP, LanePosition.START)) {
            assertThatThrownBy(walk::next)
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("[" + file + "] must stay as planned, size=")
                    .hasMessageContaining(" ETag=");
        }
    }

    @Test
    void planningAsksForEachFileOnceAndForFewAgain() throws Exception {
        Path market = folder.resolve("market");
        CommandLineRun.succeeds(
                "generate --rows 10000 --symbols 2 --file-rows 60 --clean --output", market);
        int files = files(market).size();
        // More than there are tails kept of.
        assertThat(files).isGreaterThan(150);
        Map<String, String> options = new HashMap<>(S3.settings());
        options.put("input", S3.upload(market, "many"));
        Plugins.initialize(Configuration.fromMap(options));
        SourceConf conf = SourceConf.of(Configuration.fromMap(options));
        S3.requests().restart();

        assertThat(LanePlanner.plan(conf, new KeyGroupLaneKeys(1)).rows()).isEqualTo(10_000);

        assertThat(S3.requests().reads()).hasSizeBetween(files, files + 2 * 12);
    }

    private static List<Path> files(Path folder) throws Exception {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(path -> path.toString().endsWith(".parquet")).toList();
        }
    }
}
