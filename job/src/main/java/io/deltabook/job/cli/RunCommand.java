// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import io.deltabook.job.cli.command.ConsoleCommand;
import io.deltabook.job.cli.command.JsonArgument;
import io.deltabook.job.cli.command.OutputArgument;
import io.deltabook.job.cli.run.ClaimedRun;
import io.deltabook.job.cli.run.JobStart;
import io.deltabook.job.cli.run.NewRun;
import io.deltabook.job.cli.run.RunAnswer;
import io.deltabook.job.cli.run.RunAttempt;
import io.deltabook.job.cli.run.RunFolders;
import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.config.JobConf;
import io.deltabook.job.config.RunOptions;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code deltabook run}: reads the options and runs the job. */
@Command(
        name = "run",
        footer = {
            "  deltabook run --input /data/deltas --output /data/events",
            "  deltabook run --resume --output /data/events",
            "  deltabook run --input s3://market/book_delta_v2 --output /data/events",
            "  deltabook run --input in/feb --output out/feb --seed out/jan",
            "  deltabook run --follow --input in --output out",
            "  deltabook run --input in --output out --set snapshot.interval=1min --json",
            "  deltabook run --detach --cluster flink:8081 --input in --output out"
        },
        description = {
            "Reads delta files, rebuilds the books and writes one event stream, in a Flink cluster"
                    + " inside this process or, with --cluster, elsewhere.",
            "OUTPUT must be a new or empty folder, unless its run is resumed.",
            "Ctrl-C stops the run with a savepoint; --resume continues it. See docs/running.md.",
            "Every option of docs/configuration.md can be set with --set or in a --config file."
        })
public final class RunCommand extends ConsoleCommand {
    @Mixin private InputArguments input;

    @Mixin private OutputArgument output;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description =
                    "Folder of checkpoints and working files (default: the output folder's name"
                            + " with .state added).")
    private String state;

    @Option(
            names = "--resume",
            description =
                    "Resume the run of OUTPUT, or of --state, from its newest checkpoint or"
                            + " savepoint. Other options need not be repeated: those that decide"
                            + " what is written must not change, the others may.")
    private boolean isResumed;

    @Option(
            names = "--follow",
            negatable = true,
            description =
                    "Go on with files that are added to the input, in one output, until stopped; the"
                            + " same command resumes it. With --resume --no-follow, read what was"
                            + " taken to its end and complete the run. See docs/following.md.")
    private Boolean isFollowed;

    @Option(
            names = "--every",
            paramLabel = "TIME",
            description = "With --follow: time between two looks for new files (default: 1 min).")
    private String every;

    @Option(
            names = "--settle",
            paramLabel = "TIME",
            description =
                    "With --follow: how long a file must not have changed to be taken (default: 1"
                            + " min).")
    private String settle;

    @Option(
            names = "--once",
            description = "With --follow: take what there is now, then end; for schedulers.")
    private boolean isOnce;

    @Option(
            names = "--cluster",
            paramLabel = "HOST:PORT",
            description =
                    "Flink cluster to run on, by its REST address, or none for one inside this"
                            + " process (default). Input, output and state must have the same paths"
                            + " there.")
    private String cluster;

    @Option(
            names = "--cluster-jar",
            paramLabel = "FILE",
            description =
                    "Jar that is sent to the cluster (default: deltabook-job-cluster.jar beside the"
                            + " program).")
    private String clusterJar;

    @Option(
            names = "--detach",
            description =
                    "With --cluster: return as soon as the cluster has the job. 'watch' shows how it"
                            + " stands, and 'finish' finishes the run once the job has ended.")
    private boolean isDetached;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = "Subtasks of each operator (default: one per core, or as many as fit).")
    private String parallelism;

    @Option(
            names = "--web-port",
            paramLabel = "PORT",
            description = "Port of the web UI on localhost (default: any free one).")
    private String webPort;

    @Option(
            names = "--max-gap-ratio",
            paramLabel = "R",
            description =
                    "Exit with 4 if more than this fraction of a lane's messages, 0 to 1, follows a"
                            + " gap (default: 1, never).")
    private String maxGapRatio;

    @Option(
            names = "--max-reject-ratio",
            paramLabel = "R",
            description =
                    "Exit with 4 if more than this fraction of a lane's rows of one table is"
                            + " rejected (default: 0.01).")
    private String maxRejectRatio;

    @Option(
            names = "--flink-config",
            paramLabel = "FILE",
            description =
                    "YAML file with Flink settings that override those of conf/flink/config.yaml.")
    private String flinkConfig;

    @Mixin private JsonArgument json;

    private final JobStart start;

    /** Whether it is a program of the cluster, which does not know whether it is the first. */
    private boolean isProgram;

    private String restorePoint;

    public RunCommand(Console console) {
        super(console);
        this.start = this::attempt;
    }

    public RunCommand(Console console, JobStart start) {
        super(console);
        this.start = start;
    }

    /**
     * Lets it go on with a run that has been started before, without being told.
     *
     * @param given the restore point that Flink was told to start from, null for none
     */
    RunCommand asProgram(String given) {
        isProgram = true;
        restorePoint = given;
        return this;
    }

    @Override
    protected int execute() throws CommandFailure, InvalidConfigException, IOException {
        Configuration given = input.layers(named()).configuration();
        if (RunFollowing.isAsked(places(), given, input, named(), isResumed || isProgram)) {
            requireFollowable();
            return new RunFollowing(input, named(), answer(), console, isOnce).execute();
        }
        if (isOnce || every != null || settle != null) {
            throw CommandFailure.usage(
                    "--once, --every and --settle must be given with --follow, but it is not given");
        }
        if (isResumed || isProgram && isStarted(given)) {
            return new RunResumption(input, named(), answer(), console, start)
                    .from(restorePoint)
                    .execute();
        }
        if (restorePoint != null) {
            throw CommandFailure.badInput(RunResumption.strange(restorePoint));
        }
        return begin(given);
    }

    private void requireFollowable() throws CommandFailure {
        if (isProgram || isDetached) {
            throw CommandFailure.usage(
                    (isDetached ? "--detach" : "a program of a cluster")
                            + " must not be combined with --follow, whose command starts job after job: run it where it can stay, with --cluster for a remote cluster, or with --once from a scheduler");
        }
    }

    private RunPlaces places() {
        return new RunPlaces(start.isInFlink());
    }

    private boolean isStarted(Configuration given)
            throws CommandFailure, InvalidConfigException, IOException {
        RunFolders folders = places().folders(given);
        return folders.record() != null || folders.marker() != null;
    }

    private int begin(Configuration options)
            throws CommandFailure, InvalidConfigException, IOException {
        JobConf conf = JobConf.from(options);
        if (isDetached && conf.run().cluster() == null) {
            throw CommandFailure.usage(RunAttempt.DETACHED_FROM_ITSELF);
        }
        places().reach(conf);
        try (ClaimedRun run = new NewRun(options, conf, console).claim()) {
            return start.execute(run);
        }
    }

    private int attempt(ClaimedRun run) throws CommandFailure, InvalidConfigException, IOException {
        RunAttempt attempt = new RunAttempt(run, answer(), console);
        return isDetached ? attempt.detach() : attempt.execute();
    }

    private RunAnswer answer() {
        return json.isGiven() ? RunAnswer.JSON : RunAnswer.TEXT;
    }

    private Map<String, Object> named() {
        Map<String, Object> values = new LinkedHashMap<>();
        InputArguments.put(values, RunOptions.OUTPUT, output.orNull());
        InputArguments.put(values, RunOptions.STATE, state);
        InputArguments.put(values, RunOptions.FOLLOW, isFollowed);
        InputArguments.put(values, RunOptions.FOLLOW_EVERY, every);
        InputArguments.put(values, RunOptions.FOLLOW_SETTLE, settle);
        InputArguments.put(values, RunOptions.CLUSTER, cluster);
        InputArguments.put(values, RunOptions.CLUSTER_JAR, clusterJar);
        InputArguments.put(values, RunOptions.PARALLELISM, parallelism);
        InputArguments.put(values, RunOptions.WEB_PORT, webPort);
        InputArguments.put(values, RunOptions.MAX_GAP_RATIO, maxGapRatio);
        InputArguments.put(values, RunOptions.MAX_REJECT_RATIO, maxRejectRatio);
        InputArguments.put(values, RunOptions.FLINK_CONFIG, flinkConfig);
        return values;
    }
}
