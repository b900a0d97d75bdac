// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import io.deltabook.job.cli.answer.VerificationJson;
import io.deltabook.job.cli.answer.VerifyReport;
import io.deltabook.job.cli.command.ConsoleCommand;
import io.deltabook.job.cli.command.OutputArgument;
import io.deltabook.job.cli.command.PlaceConverter;
import io.deltabook.job.cli.command.StoreArguments;
import io.deltabook.job.cli.command.ThreadsArgument;
import io.deltabook.job.cli.run.RunLocks;
import io.deltabook.job.cli.run.StoppedRun;
import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.terminal.JsonText;
import io.deltabook.job.cli.terminal.Progress;
import io.deltabook.job.cli.terminal.ProgressLine;
import io.deltabook.job.cli.terminal.Tone;
import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.output.OutputLock;
import io.deltabook.job.storage.Place;
import io.deltabook.job.verify.Finding;
import io.deltabook.job.verify.Findings;
import io.deltabook.job.verify.OutputVerifier;
import io.deltabook.job.verify.Verification;
import io.deltabook.job.verify.chain.ChainResult;
import io.deltabook.job.verify.chain.OutputChain;
import io.deltabook.job.verify.compare.OutputComparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code deltabook verify}: checks a committed output. */
@Command(
        name = "verify",
        footer = {
            "  deltabook verify /data/events",
            "  deltabook verify --against /backup/events /data/events",
            "  deltabook verify /data/events/jan /data/events/feb",
            "  deltabook verify --json - /data/events"
        },
        description = {
            "Checks the output of a run against the data contract, from its own files alone:"
                    + " columns, checksums, numbering, hours, values, messages, books"
                    + " replayed from snapshot to snapshot, and the counts of the statistics.",
            "Each violation is printed on a line; the exit code is then 1."
        })
final class VerifyCommand extends ConsoleCommand {
    private static final String STANDARD_OUTPUT = "-";
    private static final int TICK_ROWS = 1 << 16;

    @Spec private CommandSpec command;

    @Parameters(
            paramLabel = "OUTPUT",
            arity = "0..*",
            converter = PlaceConverter.class,
            description =
                    "Output folder of a run; or several, each continued from the previous one"
                            + " with --seed: they are also read as one.")
    private List<Path> given = List.of();

    @Option(
            names = "--output",
            paramLabel = "OUTPUT",
            converter = PlaceConverter.class,
            description = "The same as OUTPUT.")
    private List<Path> named = List.of();

    @Option(
            names = "--against",
            paramLabel = "OTHER",
            converter = PlaceConverter.class,
            description =
                    "Another output that must have the same events, quotes and periods; the first"
                            + " difference is shown.")
    private Path against;

    @Option(
            names = "--digests",
            description = "Print a digest of each symbol and hour, of events, quotes and periods.")
    private boolean digests;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description =
                    "Write digests and the numbers of findings to a file, or - for the standard"
                            + " output, which then has nothing else.")
    private Path json;

    @Option(
            names = "--most",
            defaultValue = "10",
            paramLabel = "N",
            description = "Findings printed of each kind (default: ${DEFAULT-VALUE}).")
    private int most;

    @Option(names = "--all", description = "Print all findings, as they are found.")
    private boolean all;

    @Option(
            names = "--rewrite",
            description = "Rebuild manifest.jsonl and summary.json, if nothing else is wrong.")
    private boolean rewrite;

    @Mixin private ThreadsArgument threads;
    @Mixin private StoreArguments stores;

    private List<Path> outputs;
    private int readers;

    VerifyCommand(Console console) {
        super(console);
    }

    @Override
    protected int execute() throws CommandFailure, InvalidConfigException, IOException {
        if (most < 1) {
            throw CommandFailure.usage(
                    List.of("--most must be at least 1, but was %d".formatted(most)));
        }
        if (all && command.commandLine().getParseResult().hasMatchedOption("--most")) {
            console.warn("--most has no effect with --all");
        }
        readers = threads.count();
        outputs = outputs();
        if (outputs.size() > 1 && (rewrite || json != null)) {
            throw CommandFailure.usage(
                    List.of(
                            "--rewrite and --json must be given with one OUTPUT, but there are more"));
        }
        List<Path> places = new ArrayList<>(outputs);
        if (against != null) {
            places.add(against);
        }
        stores.reach(places);
        if (rewrite && Place.isRemote(outputs.get(0))) {
            throw CommandFailure.usage(
                    "[%s] must be on a disk for --rewrite, but is in a store: copy it to a disk and rewrite it there, then upload manifest.jsonl and summary.json"
                            .formatted(outputs.get(0)));
        }
        return outputs.size() == 1 ? one(outputs.get(0), against) : several();
    }

    private List<Path> outputs() {
        List<Path> all = new ArrayList<>(given);
        all.addAll(named);
        if (all.isEmpty()) {
            throw OutputArgument.missing(command);
        }
        return all;
    }

    private int one(Path output, Path other) throws IOException, CommandFailure {
        List<Finding> found = new ArrayList<>();
        Findings findings = findings(found);
        return rewrite && Files.isDirectory(output)
                ? verifyLocked(output, findings, found)
                : verify(output, other, findings, found);
    }

    private Findings findings(List<Finding> found) {
        return all
                ? new Findings(Long.MAX_VALUE, finding -> say(finding.line()))
                : new Findings(most, found::add);
    }

    /** Verifies each output by itself, then all of them as one. */
    private int several() throws IOException, CommandFailure {
        int exitCode = ExitCode.CLEAN;
        for (Path output : outputs) {
            console.print("[" + output + "]");
            exitCode = Math.max(exitCode, one(output, null));
            console.print("");
        }
        List<Finding> found = new ArrayList<>();
        Findings findings = findings(found);
        OutputChain chain = OutputChain.open(outputs, against, findings);
        List<ChainResult> lanes;
        try (Progress progress = progress(chain.rows())) {
            lanes = chain.read(readers, counter(progress));
        }
        found.stream().map(Finding::line).forEach(console::print);
        new ChainReport(lanes, outputs.size(), against).lines(findings).forEach(console::print);
        return Math.max(exitCode, exitCode(findings));
    }

    /** Prevents runs from changing the files between verifying and writing. */
    private int verifyLocked(Path output, Findings findings, List<Finding> found)
            throws IOException, CommandFailure {
        try (StoppedRun run = StoppedRun.take(output, null);
                OutputLock lock = RunLocks.lock(output)) {
            log().debug("{} and {} are held", run, lock);
            return verify(output, against, findings, found);
        }
    }

    private int verify(Path output, Path other, Findings findings, List<Finding> found)
            throws IOException {
        long start = System.nanoTime();
        OutputVerifier verifier = OutputVerifier.open(output, findings);
        OutputComparison comparison = other == null ? null : OutputComparison.open(other, findings);
        long rows = verifier.rows() + (comparison == null ? 0 : comparison.rows());
        Verification verification;
        String otherDigest = null;
        try (Progress progress = progress(rows)) {
            LongConsumer done = counter(progress);
            verification = verifier.verify(readers, done);
            if (comparison != null) {
                otherDigest = comparison.compare(verifier, verification, readers, done);
            }
        }
        VerifyReport report = new VerifyReport(verification, findings);
        report.findings(found).forEach(this::say);
        if (digests) {
            report.digests().forEach(this::say);
        }
        report.lanes().forEach(this::say);
        if (otherDigest != null) {
            say("Digest of " + other + ": " + otherDigest);
            List<String> columns = comparison.notCompared(verifier);
            if (!columns.isEmpty()) {
                say(
                        "Only one schema version has these columns, so they were not compared: "
                                + String.join(", ", columns));
            }
            List<String> datasets = comparison.datasetsNotCompared();
            if (!datasets.isEmpty()) {
                say(
                        "Only one of the outputs has these datasets, so they were not compared: "
                                + String.join(", ", datasets));
            }
        }
        conclude(report.conclusion((System.nanoTime() - start) / 1e9), verification, findings);
        return rewrite ? rewritten(verifier, findings) : exitCode(findings);
    }

    private void conclude(String conclusion, Verification verification, Findings findings)
            throws IOException {
        if (isForPrograms()) {
            console.document(JsonText.of(VerificationJson.of(verification, findings)));
            return;
        }
        console.print(findings.total() == 0 ? Tone.GOOD : Tone.BAD, conclusion);
        if (json != null) {
            VerificationJson.write(verification, findings, json);
        }
    }

    private boolean isForPrograms() {
        return json != null && json.toString().equals(STANDARD_OUTPUT);
    }

    /** Prints a line for people. */
    private void say(String line) {
        if (!isForPrograms()) {
            console.print(line);
        }
    }

    private int rewritten(OutputVerifier verifier, Findings findings) throws IOException {
        if (verifier.rewriteDerived()) {
            say("manifest.jsonl and summary.json were rewritten.");
            return ExitCode.CLEAN;
        }
        console.error(
                "manifest.jsonl and summary.json were not rewritten: the output itself must be"
                        + " sound, but is not");
        return exitCode(findings);
    }

    private static int exitCode(Findings findings) {
        return findings.total() == 0 ? ExitCode.CLEAN : ExitCode.FAILED;
    }

    private Progress progress(long rows) {
        return Progress.of(console, !all, log()::info, ProgressLine.ROWS, 0, rows);
    }

    private static LongConsumer counter(Progress progress) {
        AtomicLong rows = new AtomicLong();
        return more -> {
            long before = rows.getAndAdd(more);
            if (before / TICK_ROWS != (before + more) / TICK_ROWS) {
                synchronized (progress) {
                    progress.done(before + more);
                }
            }
        };
    }
}
