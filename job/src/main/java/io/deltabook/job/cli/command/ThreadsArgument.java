// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How much of the work is done at the same time. */
public final class ThreadsArgument {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Files or symbols read at the same time (default: one per core).")
    private int threads = Runtime.getRuntime().availableProcessors();

    /** The number, at least 1. */
    public int count() {
        if (threads < 1) {
            throw new ParameterException(
                    command.commandLine(), "--threads must be at least 1, but was " + threads);
        }
        return threads;
    }
}
