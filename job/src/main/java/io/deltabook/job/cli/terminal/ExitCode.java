// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.terminal;

/** What the process says to its caller when it ends. */
public final class ExitCode {
    /** All went well. */
    public static final int CLEAN = 0;

    /** The work failed, or its rows do not balance. */
    public static final int FAILED = 1;

    /** The command line or an option is wrong; nothing was done. */
    public static final int USAGE = 2;

    /**
     * The run was good, but more messages were missing than {@code --max-gap-ratio} allows, or more
     * rows of no use than {@code --max-reject-ratio} does.
     */
    public static final int TOO_MANY_GAPS = 4;

    /** Input or output folder cannot be used as they are. */
    public static final int BAD_INPUT = 3;

    /** The run was stopped before its end and can go on. */
    public static final int STOPPED = 5;

    private ExitCode() {}
}
