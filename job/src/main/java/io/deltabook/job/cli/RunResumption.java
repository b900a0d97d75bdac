// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import io.deltabook.job.config.ConfigLayers;
import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.config.JobConf;
import io.deltabook.job.config.RunOptions;
import io.deltabook.job.config.SourceOptions;
import io.deltabook.job.life.RunRecord;
import io.deltabook.job.life.StateLock;
import io.deltabook.job.report.CommittedOutput;
import io.deltabook.job.report.Manifest;
import io.deltabook.job.report.OutputFolder;
import io.deltabook.job.report.OutputLock;
import io.deltabook.job.report.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code run --resume}: finds the run, and goes on with it, begins it, or says that it is done. */
final class RunResumption {
    private static final Logger LOG = LoggerFactory.getLogger(RunResumption.class);

    private final InputArguments input;
    private final Map<String, Object> named;
    private final Console console;

    RunResumption(InputArguments input, Map<String, Object> named, Console console) {
        this.input = input;
        this.named = named;
        this.console = console;
    }

    /** Runs to the end; an {@link ExitCode}. */
    int execute() throws CommandFailure, InvalidConfigException, IOException {
        Configuration given = input.layers(named).configuration();
        RunFolders folders =
                RunFolders.find(
                        path(given.get(RunOptions.OUTPUT)), path(given.get(RunOptions.STATE)));
        return folders.record() == null ? without(folders, given) : with(folders);
    }

    private static Path path(String text) {
        return text == null ? null : Path.of(text);
    }

    private int with(RunFolders folders)
            throws CommandFailure, InvalidConfigException, IOException {
        RunRecord record = folders.record();
        String where = folders.state().run().toString();
        ConfigLayers base = new ConfigLayers();
        base.add(record.fixed(), where).add(record.free(), where);
        named.remove(RunOptions.STATE.key());
        Configuration options = input.layersOver(base, named).configuration();
        options.set(RunOptions.STATE, folders.state().path().toString());
        try (StateLock state = RunLocks.lock(folders.state());
                OutputLock output = ResumedRun.lockOutput(record, folders.state())) {
            RunLocks locks = new RunLocks(state, output);
            ClaimedRun run = new ResumedRun(record, options, folders.state(), console).claim(locks);
            if (run == null) {
                int exitCode = finished(folders);
                folders.state().deleteAll(state, record.runId());
                return exitCode;
            }
            try (run) {
                return new JobRun(run, console).execute();
            }
        }
    }

    private int without(RunFolders folders, Configuration given)
            throws CommandFailure, InvalidConfigException, IOException {
        OutputFolder marker = folders.marker();
        if (folders.output() == null) {
            throw CommandFailure.badInput(
                    "[%s] state must be that of a run, but has no %s: name the run's --output"
                            .formatted(folders.state().path(), folders.state().run().getFileName()),
                    null);
        }
        CommittedOutput committed = CommittedOutput.of(folders.output());
        if (marker != null && committed.hasEnded(marker.lanes())) {
            try (OutputLock lock = RunLocks.lock(folders.output())) {
                LOG.debug("[{}] is changed by this process alone", lock.output());
                return finished(folders);
            }
        }
        if (!committed.isEmpty()) {
            throw CommandFailure.badInput(
                    "[%s] state must be that of the run of [%s], where rows are committed, but there is none: bring it back, or start anew with another --output"
                            .formatted(folders.state().path(), folders.output()),
                    null);
        }
        requireInput(folders, given);
        JobConf conf = JobConf.from(given);
        FlinkSettings.of(conf.run());
        console.note("There is nothing to go on with: the run begins.");
        try (ClaimedRun run = new FreshRun(given, conf, console).claim(marker)) {
            return new JobRun(run, console).execute();
        }
    }

    /** Without a record nobody knows what to read but the user. */
    private static void requireInput(RunFolders folders, Configuration given)
            throws CommandFailure, IOException {
        if (given.contains(SourceOptions.INPUT)) {
            return;
        }
        throw CommandFailure.badInput(
                folders.marker() == null
                        ? "[%s] must be the output of a run, but none has begun there, or it ended before it wrote anything: begin it, without --resume, by 'deltabook run --input DIR --output %1$s'"
                                .formatted(folders.output())
                        : "[%s] state must say what the run of [%s] began with, but there is none, and nothing is committed: begin it anew by its first command line with --resume added"
                                .formatted(folders.state().path(), folders.output()),
                null);
    }

    private int finished(RunFolders folders) throws IOException {
        Path output = folders.output();
        boolean isReported =
                Files.exists(output.resolve(Manifest.FILE))
                        && Files.exists(output.resolve(Summary.FILE));
        if (!isReported) {
            Summary.writeFor(output, null);
        }
        console.note("[%s] is complete: every lane is at its end.".formatted(output));
        return ExitCode.CLEAN;
    }
}
