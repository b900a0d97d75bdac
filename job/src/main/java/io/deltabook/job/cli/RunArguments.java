// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import io.deltabook.job.cli.cluster.ClusterTrustException;
import io.deltabook.job.cli.cluster.JobRest;
import io.deltabook.job.cli.cluster.RestTrust;
import io.deltabook.job.cli.command.OutputArgument;
import io.deltabook.job.cli.command.PlaceConverter;
import io.deltabook.job.cli.command.StoreArguments;
import io.deltabook.job.cli.run.RunFolders;
import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.state.JobRecord;
import io.deltabook.job.state.StateLock;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The arguments that identify a run, shared by all commands about one. */
final class RunArguments {
    @Mixin private OutputArgument output;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            converter = PlaceConverter.class,
            description = "State folder of the run (default: as the output says).")
    private Path state;

    @Option(
            names = "--flink-config",
            paramLabel = "FILE",
            description =
                    "YAML file with Flink's security.ssl.rest settings, for a cluster behind TLS"
                            + " (default: the file that the run was started with).")
    private Path flinkConfig;

    @Mixin private StoreArguments stores;

    RunFolders folders() throws IOException, CommandFailure, InvalidConfigException {
        RestTrust.prefer(flinkConfig);
        Path named = output.orNull();
        stores.reachRun(named, state);
        return RunFolders.find(named, state);
    }

    /**
     * The job of a run, if it is running.
     *
     * @return null if it is not running
     */
    static JobRest running(RunFolders folders) throws IOException, InterruptedException {
        JobRecord job = JobRecord.read(folders.state().job());
        if (job == null || job.isEmbedded() && !StateLock.isTaken(folders.state())) {
            return null;
        }
        JobRest rest = JobRest.of(job, folders.state());
        try {
            return rest.status().isEnded() ? null : rest;
        } catch (IOException e) {
            // An application's cluster is gone with the process that held the lock.
            if (job.isApplication() && !StateLock.isTaken(folders.state())) {
                return null;
            }
            throw e;
        }
    }

    /**
     * Which process of another machine runs a job in itself.
     *
     * @param job the newest job of the run, null if there is none
     * @return null if none does
     */
    static String drivenElsewhere(RunFolders folders, JobRecord job) throws IOException {
        return job == null || job.isEmbedded() ? StateLock.holderElsewhere(folders.state()) : null;
    }

    /** The job of a run that must be running. */
    static JobRest requireRunning(RunFolders folders)
            throws IOException, CommandFailure, InterruptedException {
        JobRest rest = null;
        String elsewhere = drivenElsewhere(folders, JobRecord.read(folders.state().job()));
        if (elsewhere != null) {
            throw CommandFailure.badInput(
                    "[%s] the run must be driven by a process of this machine, but %s drives it: use this command there, or end that process with Ctrl-C, which takes a savepoint"
                            .formatted(folders.state().path(), elsewhere));
        }
        try {
            rest = running(folders);
        } catch (ClusterTrustException e) {
            throw CommandFailure.failed(e.getMessage(), e);
        } catch (ConnectException e) {
            throw CommandFailure.failed(
                    "[%s] the run's cluster must answer, but does not: it is starting or has ended"
                            .formatted(folders.state().path()),
                    e);
        }
        if (rest == null) {
            throw CommandFailure.badInput(
                    "[%s] the run must be running, but is not: see 'deltabook status', resume with 'deltabook run --resume'"
                            .formatted(folders.state().path()));
        }
        return rest;
    }
}
