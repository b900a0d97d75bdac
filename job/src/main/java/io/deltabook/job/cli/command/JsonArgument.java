// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.command;

import picocli.CommandLine.Option;

/** Whether the answer is for programs. */
public final class JsonArgument {
    @Option(
            names = "--json",
            description = "Print one JSON document instead of text, for programs.")
    private boolean isGiven;

    public boolean isGiven() {
        return isGiven;
    }
}
