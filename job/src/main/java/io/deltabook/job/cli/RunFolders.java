// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import io.deltabook.job.config.RealPath;
import io.deltabook.job.config.RunConf;
import io.deltabook.job.life.RunRecord;
import io.deltabook.job.life.StateFolder;
import io.deltabook.job.report.OutputFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The two folders of a run, found from the one that the user names: the output's marker says where
 * the state is, the state's record where the output is.
 *
 * @param output absolute path, null if only the state was named and it has no record
 * @param state the state folder, which may not exist
 * @param record what the run began with, null if the state folder has none
 */
record RunFolders(Path output, StateFolder state, RunRecord record) {
    /** Finds them; at least one must be named. */
    static RunFolders find(Path output, Path state) throws IOException, CommandFailure {
        if (output == null && state == null) {
            throw CommandFailure.usage(
                    List.of("output must be given, but was nothing: name the run's with --output"));
        }
        Path named = output == null ? null : output.toAbsolutePath().normalize();
        StateFolder folder = new StateFolder(state == null ? stateOf(named) : state);
        RunRecord record = folder.hasRun() ? RunRecord.read(folder.run()) : null;
        if (record != null && named != null && !isSame(record.output(), named)) {
            throw CommandFailure.badInput(
                    isOutputOf(named, record)
                            ? "[%s] output must lie where the run began, at [%s], because checkpoints name their files: move it back"
                                    .formatted(named, record.output())
                            : "[%s] state must belong to the run of [%s], but belongs to that of [%s]: name the right --state"
                                    .formatted(folder.path(), named, record.output()),
                    null);
        }
        return new RunFolders(record == null ? named : record.output(), folder, record);
    }

    /** A folder may be named by a link. */
    private static boolean isSame(Path one, Path other) {
        return RealPath.of(one).equals(RealPath.of(other));
    }

    private static boolean isOutputOf(Path named, RunRecord record) throws IOException {
        return Files.exists(named.resolve(OutputFolder.MARKER))
                && OutputFolder.open(named).runId().equals(record.runId());
    }

    private static Path stateOf(Path output) throws IOException {
        if (Files.exists(output.resolve(OutputFolder.MARKER))) {
            Path marked = OutputFolder.open(output).state();
            if (marked != null) {
                return marked;
            }
        }
        return RunConf.stateOf(output);
    }

    /** The output's marker, null if there is none. */
    OutputFolder marker() throws IOException {
        return output != null && Files.exists(output.resolve(OutputFolder.MARKER))
                ? OutputFolder.open(output)
                : null;
    }
}
