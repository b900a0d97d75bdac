// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.ask;

import io.deltabook.job.cli.command.ConsoleCommand;
import io.deltabook.job.cli.command.JsonArgument;
import io.deltabook.job.cli.command.OptionValue;
import io.deltabook.job.cli.command.ReadOutputArgument;
import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.terminal.JsonText;
import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.replay.BeyondEventsException;
import io.deltabook.job.replay.BookAt;
import io.deltabook.job.replay.LaneEvents;
import io.deltabook.job.replay.OutputEvents;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code deltabook book-at}: the book of a symbol at an instant or event. */
@Command(
        name = "book-at",
        footer = {
            "  deltabook book-at /data/events --symbol BTC-USDT --at 2024-08-08T23:58:00Z",
            "  deltabook book-at /data/events --symbol BTC-USDT --seq 100000 --depth 5 --json"
        },
        description = {
            "Prints the book of a symbol as it was at an instant or after an event, with its state"
                    + " and what of it is certified. It is replayed from the newest snapshot"
                    + " before; only the files of that time are opened. The run may be finished,"
                    + " stopped or running: what is committed is seen.",
            "docs/book-at.md explains the answer."
        })
public final class BookAtCommand extends ConsoleCommand {
    private static final int MAX_DEPTH = 1_000_000;

    @Mixin private ReadOutputArgument output;

    @Option(
            names = "--symbol",
            paramLabel = "SYMBOL",
            description = "The symbol; may be left out if the output has only one.")
    private String symbol;

    @Option(
            names = "--exchange",
            paramLabel = "EXCHANGE",
            description = "Its exchange, if several have the symbol.")
    private String exchange;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description =
                    "Event time: ISO 8601, UTC unless it has an offset, or epoch nanoseconds.")
    private String at;

    @Option(
            names = "--seq",
            paramLabel = "N",
            description = "Instead of --at: the event_seq after which the book is shown.")
    private Long seq;

    @Option(
            names = "--depth",
            paramLabel = "D",
            defaultValue = "20",
            description = "Levels per side (default: ${DEFAULT-VALUE}).")
    private int depth;

    @Option(names = "--csv", description = "Print the levels as CSV instead of text.")
    private boolean csv;

    @Mixin private JsonArgument json;

    /** Prints to the console. */
    public BookAtCommand(Console console) {
        super(console);
    }

    @Override
    protected int execute() throws CommandFailure, InvalidConfigException, IOException {
        Long nanos = checked();
        BookAt book;
        try {
            OutputEvents events = OutputEvents.of(output.required());
            LaneEvents lane = LaneChoice.one(events, symbol, exchange);
            book = nanos == null ? BookAt.seq(lane, seq, depth) : BookAt.time(lane, nanos, depth);
        } catch (BeyondEventsException e) {
            throw CommandFailure.usage(e.getMessage());
        } catch (IOException e) {
            throw CommandFailure.badInput(e.getMessage(), e);
        }
        BookAtReport report = new BookAtReport(book, nanos);
        if (json.isGiven()) {
            console.document(JsonText.of(report.json()));
        } else {
            (csv ? report.csv() : report.text()).forEach(console::print);
        }
        return ExitCode.CLEAN;
    }

    /** The instant asked for, epoch ns; null if an event is. */
    private Long checked() throws CommandFailure, InvalidConfigException {
        output.required();
        if ((at == null) == (seq == null)) {
            throw CommandFailure.usage(
                    at == null
                            ? "--at or --seq must be given, but neither is"
                            : "--at or --seq must be given, but both are");
        }
        OptionValue.requireWithin("--depth", depth, MAX_DEPTH);
        if (csv && json.isGiven()) {
            throw CommandFailure.usage("--csv or --json must be given, but both are");
        }
        return at == null ? null : OptionValue.parsed("--at", at, InstantText::nanos);
    }
}
