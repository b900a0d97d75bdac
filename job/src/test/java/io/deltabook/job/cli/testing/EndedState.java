// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.testing;

import io.deltabook.job.crash.DiskTrace;
import io.deltabook.job.output.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The same for a run whose job has finished: whoever calls it complete must leave it so. */
public final class EndedState implements CrashedOutput {
    private final Path output;
    private final DiskTrace trace;
    private final ResumedState resumed;

    public EndedState(Path output, DiskTrace trace, ResumedState resumed) {
        this.output = output;
        this.trace = trace;
        this.resumed = resumed;
    }

    @Override
    public Outcome examine() throws IOException {
        Outcome outcome = resumed.examine();
        if (!outcome.name().equals("complete")) {
            return outcome;
        }
        List<String> faults = new ArrayList<>(outcome.faults());
        Path manifest = output.resolve(Manifest.FILE);
        if (!Arrays.equals(Files.readAllBytes(manifest), trace.lastContent(manifest))) {
            faults.add("must have the manifest of the run, but has another");
        }
        io.deltabook.job.output.Outcome told = io.deltabook.job.output.Outcome.read(output);
        if (told == null || !told.isComplete()) {
            faults.add("must have a summary that says so, but has " + told);
        }
        List<String> left = left(output.resolveSibling("out.state"));
        if (!List.of("lock").containsAll(left)) {
            faults.add("must have nothing of the state but its lock, but has " + left);
        }
        return new Outcome("complete", faults);
    }

    private static List<String> left(Path state) throws IOException {
        if (!Files.exists(state)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(state)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }
}
