// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import io.deltabook.job.cli.answer.CompactReport;
import io.deltabook.job.cli.command.ConsoleCommand;
import io.deltabook.job.cli.command.JsonArgument;
import io.deltabook.job.cli.command.OutputArgument;
import io.deltabook.job.cli.command.SymbolsArgument;
import io.deltabook.job.cli.run.StoppedRun;
import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.terminal.Progress;
import io.deltabook.job.cli.terminal.ProgressLine;
import io.deltabook.job.cli.terminal.RootCause;
import io.deltabook.job.compact.CompactRefusedException;
import io.deltabook.job.compact.CompactResult;
import io.deltabook.job.compact.CompactSettings;
import io.deltabook.job.compact.Compaction;
import io.deltabook.job.compact.RowGroupPolicy;
import io.deltabook.job.config.SinkOptions;
import io.deltabook.job.output.OutputInUseException;
import io.deltabook.job.output.UnfinishedCompaction;
import io.deltabook.job.parquet.event.write.ColumnEventBatchWriter;
import io.deltabook.job.storage.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import org.apache.flink.configuration.MemorySize;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code deltabook compact}: joins the files of an hour. */
@Command(
        name = "compact",
        footer = {"  deltabook compact --dry-run /data/events", "  deltabook compact /data/events"},
        description = {
            "Joins an hour's parts, as checkpoints, pauses and stops left them, into as few files"
                    + " as their size allows. The rows and their order stay the same.",
            "For the output of a complete or stopped run. May be interrupted and repeated"
                    + " at any time; what an interrupted one left is finished first.",
            "docs/compact.md says what readers of the output see meanwhile."
        })
final class CompactCommand extends ConsoleCommand {
    @Mixin private OutputArgument output;

    @Option(
            names = "--target-size",
            paramLabel = "SIZE",
            description =
                    "Maximum size of a joined file (default: 400 mb, like sink.file.max-size).")
    private String targetSize = SinkOptions.FILE_MAX_SIZE.defaultValue().toString();

    @Option(
            names = "--row-groups",
            defaultValue = "auto",
            paramLabel = "auto|keep|rewrite",
            description =
                    "Row groups of joined files: keep copies them as they are, rewrite makes proper"
                            + " ones, auto does so if they are much too small (default:"
                            + " ${DEFAULT-VALUE}).")
    private RowGroupPolicy rowGroups;

    @Mixin private SymbolsArgument symbols;

    @Option(names = "--dry-run", description = "Say what would be joined, and change nothing.")
    private boolean isDryRun;

    @Mixin private JsonArgument json;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "State folder of the run (default: as the output says).")
    private Path state;

    CompactCommand(Console console) {
        super(console);
    }

    @Override
    protected int execute() throws CommandFailure {
        CompactSettings settings = settings();
        Path folder = output.required().toAbsolutePath().normalize();
        requireOnDisk(folder);
        long start = System.nanoTime();
        try (StoppedRun run = StoppedRun.take(folder, state)) {
            CompactResult result = compact(new Compaction(folder, settings));
            CompactReport report = new CompactReport(result, isDryRun);
            double seconds = (System.nanoTime() - start) / 1e9;
            answer(json.isGiven(), report::json, () -> report.lines(seconds));
            return ExitCode.CLEAN;
        } catch (CompactRefusedException e) {
            throw new CommandFailure(ExitCode.BAD_INPUT, e.lines(), e);
        } catch (OutputInUseException e) {
            throw CommandFailure.badInput(e.getMessage(), e);
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    private static void requireOnDisk(Path folder) throws CommandFailure {
        if (Place.isRemote(folder)) {
            throw CommandFailure.usage(
                    "[%s] must be on a disk to be compacted, because files of a store cannot be renamed, but is an address: copy the output to a disk, compact it there, and copy it back to another address"
                            .formatted(folder));
        }
    }

    private static CommandFailure failed(Path folder, IOException e) {
        List<String> lines =
                UnfinishedCompaction.isIn(folder)
                        ? List.of(RootCause.of(e), UnfinishedCompaction.message(folder))
                        : List.of(RootCause.of(e));
        return new CommandFailure(ExitCode.FAILED, lines, e);
    }

    private CompactSettings settings() throws CommandFailure {
        long target;
        try {
            target = MemorySize.parse(targetSize).getBytes();
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(
                    List.of("--target-size must be a size, such as 400mb, but was " + targetSize));
        }
        if (target < CompactSettings.MIN_TARGET_BYTES) {
            throw CommandFailure.usage(
                    List.of(
                            "--target-size must be at least %s, but was %s"
                                    .formatted(
                                            new MemorySize(CompactSettings.MIN_TARGET_BYTES),
                                            targetSize)));
        }
        return new CompactSettings(
                target,
                rowGroups,
                SinkOptions.ROW_GROUP_SIZE.defaultValue().getBytes(),
                ColumnEventBatchWriter::open,
                symbols.get());
    }

    private CompactResult compact(Compaction compaction) throws IOException {
        if (isDryRun) {
            return compaction.dryRun();
        }
        RowsDone done = new RowsDone();
        try {
            return compaction.run(rows -> done.begin(progress(rows)));
        } finally {
            done.close();
        }
    }

    private Progress progress(long rows) {
        return Progress.of(console, !json.isGiven(), log()::info, ProgressLine.ROWS, 0, rows);
    }

    /** Adds up the rows for a progress that is only known once the work is planned. */
    private static final class RowsDone {
        private Progress progress;
        private long rows;

        private LongConsumer begin(Progress shown) {
            progress = shown;
            return more -> {
                rows += more;
                progress.done(rows);
            };
        }

        private void close() {
            if (progress != null) {
                progress.close();
            }
        }
    }
}
