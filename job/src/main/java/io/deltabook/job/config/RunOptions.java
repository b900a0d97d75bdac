// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;

/** Where a run writes, its parallelism and how it is monitored. */
public final class RunOptions {
    public static final ConfigOption<String> OUTPUT =
            key("output")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Output folder, or its address such as `s3://bucket/folder`; required. New or empty, unless a"
                                    + " run is resumed.");

    public static final ConfigOption<String> STATE =
            key("state")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Folder for checkpoints and working files, or its address; by default the output folder's name"
                                    + " with `.state` added.");

    public static final ConfigOption<String> SEED =
            key("seed")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Output of an earlier run, a folder or its address: each lane continues from its closing book"
                                    + " there. If not set, all lanes start cold.");

    public static final ConfigOption<Boolean> FOLLOW =
            key("follow")
                    .booleanType()
                    .defaultValue(false)
                    .withDescription(
                            "Whether the run goes on with files that are added to its input; no lane"
                                    + " ends until it is resumed without.");

    public static final ConfigOption<Duration> FOLLOW_EVERY =
            key("follow.every")
                    .durationType()
                    .defaultValue(Duration.ofMinutes(1))
                    .withDescription(
                            "Time between two looks for new files, when a run that follows its input"
                                    + " has read what there is.");

    public static final ConfigOption<Duration> FOLLOW_SETTLE =
            key("follow.settle")
                    .durationType()
                    .defaultValue(Duration.ofMinutes(1))
                    .withDescription(
                            "How long a new file must not have changed before a run that follows its"
                                    + " input takes it.");

    public static final ConfigOption<String> CLUSTER =
            key("cluster")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Flink cluster to run on, HOST:PORT or URL (`https://…`) of its REST"
                                    + " interface; a cluster inside this process if not set or"
                                    + " `none`. Input, output and"
                                    + " state must have the same paths there.");

    public static final ConfigOption<String> CLUSTER_JAR =
            key("cluster.jar")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Jar to upload to the cluster; by default deltabook-job-cluster.jar next to the"
                                    + " program.");

    public static final ConfigOption<Integer> PARALLELISM =
            key("parallelism")
                    .intType()
                    .defaultValue(0)
                    .withDescription(
                            "Subtasks of each operator; 0 for one per processor core, or fewer if"
                                    + " memory.raw-data-limit or the cluster's slots allow no"
                                    + " more.");

    public static final ConfigOption<Integer> MAX_PARALLELISM =
            key("max-parallelism")
                    .intType()
                    .defaultValue(128)
                    .withDescription(
                            "Number of key groups: the largest parallelism the state can ever be"
                                    + " restored with. If it is not set, it is at least 1.5 times the"
                                    + " parallelism that the run starts with.");

    public static final ConfigOption<Duration> CHECKPOINT_INTERVAL =
            key("checkpoint.interval")
                    .durationType()
                    .defaultValue(Duration.ofMinutes(5))
                    .withDescription(
                            "Time between checkpoints. Each one closes every open output file.");

    public static final ConfigOption<Long> CHECKPOINT_EVERY_EVENTS =
            key("checkpoint.every-events")
                    .longType()
                    .defaultValue(0L)
                    .withDescription(
                            "Number of events after which an additional checkpoint is taken; 0 for none:"
                                    + " millions are written per second, and each checkpoint closes"
                                    + " every open output file.");

    public static final ConfigOption<Integer> CHECKPOINT_RETAINED =
            key("checkpoint.retained")
                    .intType()
                    .defaultValue(3)
                    .withDescription("Number of completed checkpoints kept.");

    public static final ConfigOption<Integer> WEB_PORT =
            key("web.port")
                    .intType()
                    .defaultValue(0)
                    .withDescription(
                            "Port of the web UI on localhost; 0 for any free port, which is printed.");

    public static final ConfigOption<Double> MAX_GAP_RATIO =
            key("max-gap-ratio")
                    .doubleType()
                    .defaultValue(1.0)
                    .withDescription(
                            "Largest share of a lane's messages that may follow a gap; if it is"
                                    + " exceeded in any lane, the finished run exits with 4. 1 allows"
                                    + " all.");

    public static final ConfigOption<Double> MAX_REJECT_RATIO =
            key("max-reject-ratio")
                    .doubleType()
                    .defaultValue(0.01)
                    .withDescription(
                            "Largest share of a lane's rows of one table that may be rejected; if it"
                                    + " is exceeded in any lane, the finished run exits with 4. 1 allows"
                                    + " all.");

    public static final ConfigOption<String> FLINK_CONFIG =
            key("flink.config")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "YAML file with Flink settings that override those of"
                                    + " `conf/flink/config.yaml`.");

    static final List<ConfigOption<?>> ALL =
            List.of(
                    OUTPUT,
                    STATE,
                    SEED,
                    FOLLOW,
                    FOLLOW_EVERY,
                    FOLLOW_SETTLE,
                    CLUSTER,
                    CLUSTER_JAR,
                    PARALLELISM,
                    MAX_PARALLELISM,
                    CHECKPOINT_INTERVAL,
                    CHECKPOINT_EVERY_EVENTS,
                    CHECKPOINT_RETAINED,
                    WEB_PORT,
                    MAX_GAP_RATIO,
                    MAX_REJECT_RATIO,
                    FLINK_CONFIG);

    private RunOptions() {}
}
