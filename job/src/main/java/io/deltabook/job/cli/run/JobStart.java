// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.run;

import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.config.InvalidConfigException;
import java.io.IOException;

/** What to do with a run once its folders are claimed. */
public interface JobStart {
    /** Runs it until it ends; returns an {@link ExitCode}. */
    int execute(ClaimedRun run) throws CommandFailure, InvalidConfigException, IOException;

    /** Whether Flink runs this process and has made its file systems as it is configured. */
    default boolean isInFlink() {
        return false;
    }
}
