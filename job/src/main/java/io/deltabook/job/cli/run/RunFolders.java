// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.run;

import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.config.RunConf;
import io.deltabook.job.output.OutputFolder;
import io.deltabook.job.state.RunRecord;
import io.deltabook.job.state.StateFolder;
import io.deltabook.job.storage.Place;
import io.deltabook.job.storage.RealPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The two folders of a run, found from the one the user names: the output's marker points to the
 * state, and the state's record to the output.
 *
 * @param output absolute path; null if only the state was named and it has no record
 * @param state the state folder, which may not exist
 * @param record the run's record, null if the state folder has none
 */
public record RunFolders(Path output, StateFolder state, RunRecord record) {
    /** Finds them; at least one must be named. */
    public static RunFolders find(Path output, Path state) throws IOException, CommandFailure {
        if (output == null && state == null) {
            throw CommandFailure.usage(
                    List.of("OUTPUT must be given, but was nothing: name the run's output folder"));
        }
        Path named = output == null ? null : output.toAbsolutePath().normalize();
        OutputFolder marker = marker(named);
        StateFolder folder = new StateFolder(state == null ? stateOf(named, marker) : state);
        if (marker != null) {
            requireMarked(folder, marker);
        }
        if (!folder.hasRun()) {
            return new RunFolders(named, folder, null);
        }
        RunRecord record = RunRecord.read(folder.run());
        if (named != null && !isSame(record.output(), named)) {
            throw CommandFailure.badInput(
                    marker != null && marker.runId().equals(record.runId())
                            ? "[%s] output must be where the run was started, at [%s], because checkpoints name their files: move it back"
                                    .formatted(named, record.output())
                            : "[%s] state must belong to the run of [%s], but belongs to the run of [%s]: name the right --state"
                                    .formatted(folder.path(), named, record.output()));
        }
        requireSame(record, folder, marker == null ? marker(record.output()) : marker);
        return new RunFolders(record.output(), folder, record);
    }

    /** The marker decides which state belongs to the run, whatever the user names. */
    private static void requireMarked(StateFolder folder, OutputFolder marker)
            throws CommandFailure {
        if (marker.state() != null && !isSame(marker.state(), folder.path())) {
            throw CommandFailure.badInput(
                    "[%s] state must be that of the run of [%s], which is [%s]: leave --state out, or move it back there"
                            .formatted(folder.path(), marker.path(), marker.state()));
        }
    }

    private static void requireSame(RunRecord record, StateFolder folder, OutputFolder marker)
            throws CommandFailure {
        if (marker == null) {
            return;
        }
        requireMarked(folder, marker);
        if (!marker.runId().equals(record.runId())) {
            throw CommandFailure.badInput(
                    "[%s] must be the output of the run of [%s], but belongs to another (run %s, not %s): put the right one back"
                            .formatted(
                                    record.output(),
                                    folder.path(),
                                    marker.runId(),
                                    record.runId()));
        }
    }

    /** A folder may be named through a link. */
    private static boolean isSame(Path one, Path other) {
        return RealPath.of(one).equals(RealPath.of(other));
    }

    private static Path stateOf(Path output, OutputFolder marker) {
        return marker == null || marker.state() == null ? RunConf.stateOf(output) : marker.state();
    }

    /** The output's marker, null if there is none. */
    public OutputFolder marker() throws IOException {
        return marker(output);
    }

    private static OutputFolder marker(Path output) throws IOException {
        return output != null && Place.exists(output.resolve(OutputFolder.MARKER))
                ? OutputFolder.open(output)
                : null;
    }
}
