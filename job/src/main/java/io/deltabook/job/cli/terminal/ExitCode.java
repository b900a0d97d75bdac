// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.terminal;

/** Exit codes of the process. */
public final class ExitCode {
    /** Success. */
    public static final int CLEAN = 0;

    /** The command failed, or the run's rows do not balance. */
    public static final int FAILED = 1;

    /** The command line or an option is invalid; nothing was done. */
    public static final int USAGE = 2;

    /**
     * The run completed, but more messages are missing than {@code --max-gap-ratio} allows, or more
     * rows were rejected than {@code --max-reject-ratio} allows.
     */
    public static final int TOO_MANY_GAPS = 4;

    /** The input or output folder cannot be used as it is. */
    public static final int BAD_INPUT = 3;

    /** The run was stopped before it finished and can be resumed. */
    public static final int STOPPED = 5;

    private ExitCode() {}
}
