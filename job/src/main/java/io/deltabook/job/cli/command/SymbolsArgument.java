// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.command;

import java.util.Set;
import picocli.CommandLine.Option;

/** Which symbols of an output a command is about. */
public final class SymbolsArgument {
    @Option(
            names = "--symbols",
            split = ",",
            paramLabel = "A,B",
            description = "Only these symbols (default: all).")
    private Set<String> symbols = Set.of();

    /** The symbols; all if there are none. */
    public Set<String> get() {
        return symbols;
    }
}
