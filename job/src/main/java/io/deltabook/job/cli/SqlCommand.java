// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import io.deltabook.job.cli.command.ConsoleCommand;
import io.deltabook.job.cli.command.ReadOutputArgument;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.sql.OutputViews;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code deltabook sql}: prints the views through which DuckDB reads an output. */
@Command(
        name = "sql",
        footer = "  deltabook sql /data/events > views.sql; duckdb -init views.sql",
        description = {
            "Prints DuckDB statements that create views of an output: events, deltas, trades,"
                    + " books, coverage, quotes, periods, untrusted, incidents, gaps, rejects and"
                    + " statistics, as far as it has files of them. Views read the committed files"
                    + " when they are queried; nothing is copied.",
            "docs/recipes.md shows what to ask."
        })
final class SqlCommand extends ConsoleCommand {
    @Mixin private ReadOutputArgument output;

    SqlCommand(Console console) {
        super(console);
    }

    @Override
    protected int execute() throws InvalidConfigException, IOException {
        OutputViews.of(output.required()).forEach(console::document);
        return ExitCode.CLEAN;
    }
}
