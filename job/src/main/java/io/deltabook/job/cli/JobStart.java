// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import io.deltabook.job.config.InvalidConfigException;
import java.io.IOException;

/** What is done with a run once its folders are claimed. */
interface JobStart {
    /** Runs it to its end; an {@link ExitCode}. */
    int execute(ClaimedRun run) throws CommandFailure, InvalidConfigException, IOException;
}
