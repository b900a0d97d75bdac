// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.testing;

import io.deltabook.job.cli.RunCommand;
import io.deltabook.job.cli.run.ClaimedRun;
import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.crash.DiskTrace;
import io.deltabook.job.output.DataFiles;
import io.deltabook.job.output.InProgressFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;

/**
 * Asks {@code run --resume} what it would continue from, and holds that against what is committed.
 */
public final class ResumedState implements CrashedOutput {
    private final Path output;
    private final DiskTrace trace;
    private final CommittedParts parts;
    private final String[] begin;

    public ResumedState(Path output, DiskTrace trace, CommittedParts parts, String[] begin) {
        this.output = output;
        this.trace = trace;
        this.parts = parts;
        this.begin = Arrays.copyOfRange(begin, 1, begin.length);
    }

    @Override
    public Outcome examine() throws IOException {
        Outcome resumed = ask("--resume", "--output", output.toString());
        if (resumed.name().contains("no run has started there")) {
            Outcome begun = ask(begin);
            return new Outcome("no run has started, then: " + begun.name(), begun.faults());
        }
        return resumed;
    }

    private Outcome ask(String... args) throws IOException {
        List<Outcome> asked = new ArrayList<>();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        CommandLine line =
                new CommandLine(
                        new RunCommand(
                                new Console(stream, stream),
                                run -> {
                                    asked.add(decided(run));
                                    return ExitCode.CLEAN;
                                }));
        Exception[] error = new Exception[1];
        line.setExecutionExceptionHandler(
                (e, command, parsed) -> {
                    error[0] = e;
                    return ExitCode.FAILED;
                });
        int exitCode = line.execute(args);
        String text = said.toString(StandardCharsets.UTF_8);
        if (error[0] instanceof CommandFailure failure
                && failure.lines().get(0).contains("no run has started there")
                && DataFiles.below(output).isEmpty()) {
            return new Outcome("no run has started there", List.of());
        }
        if (error[0] != null || exitCode != ExitCode.CLEAN) {
            return new Outcome("refused", List.of("%s %s".formatted(error[0], text)));
        }
        return asked.isEmpty() ? complete(text) : asked.get(0);
    }

    private Outcome complete(String text) throws IOException {
        Set<Path> visible = new HashSet<>(DataFiles.below(output));
        List<String> faults = new ArrayList<>();
        addDifference(parts.all(), visible, "lost", faults);
        addDifference(visible, parts.all(), "doubled", faults);
        visible.forEach(part -> addDamage(part, part, faults));
        if (!text.contains("is complete")) {
            faults.add("must say that it is complete, but says " + text);
        }
        return new Outcome("complete", faults);
    }

    private Outcome decided(ClaimedRun run) throws IOException {
        Set<Path> visible = new HashSet<>(DataFiles.below(output));
        List<String> faults = new ArrayList<>();
        if (run.restored() == null) {
            addDifference(visible, Set.of(), "doubled", faults);
            return new Outcome("begins", faults);
        }
        long number = run.restored().id();
        addDifference(visible, parts.through(number), "doubled", faults);
        Set<Path> unfinished = new HashSet<>(InProgressFiles.below(output));
        for (Path part : parts.through(number)) {
            if (visible.contains(part)) {
                addDamage(part, part, faults);
            } else if (parts.owed(number).contains(part)) {
                Path waiting = waiting(part, unfinished);
                if (waiting == null) {
                    faults.add("lost: %s is owed by %s".formatted(part, run.restored()));
                } else {
                    addDamage(waiting, part, faults);
                }
            } else {
                faults.add("lost: %s is older than %s".formatted(part, run.restored()));
            }
        }
        return new Outcome("goes on from " + run.restored(), faults);
    }

    private static Path waiting(Path part, Set<Path> unfinished) {
        String begin = "." + part.getFileName() + ".inprogress.";
        return unfinished.stream()
                .filter(file -> file.getParent().equals(part.getParent()))
                .filter(file -> file.getFileName().toString().startsWith(begin))
                .findFirst()
                .orElse(null);
    }

    private static void addDifference(
            Set<Path> there, Set<Path> allowed, String what, List<String> faults) {
        for (Path part : there) {
            if (!allowed.contains(part)) {
                faults.add(what + ": " + part);
            }
        }
    }

    private void addDamage(Path file, Path part, List<String> faults) {
        try {
            if (!Arrays.equals(Files.readAllBytes(file), trace.lastContent(part))) {
                faults.add("damaged: " + file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
