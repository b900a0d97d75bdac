// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.testing;

import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.output.DataFiles;
import io.deltabook.job.output.Manifest;
import io.deltabook.job.output.Summary;
import io.deltabook.job.testing.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A copy of a run's output to plant a fault in. */
public final class OutputCopy {
    private final Path folder;

    private OutputCopy(Path folder) {
        this.folder = folder;
    }

    public static OutputCopy of(Path sound, Path folder) throws IOException {
        return new OutputCopy(Folders.copy(sound, folder));
    }

    public Path folder() {
        return folder;
    }

    /** Deletes what names checksums and counts, so that other checks must find the fault. */
    public OutputCopy withoutDerived() throws IOException {
        Files.deleteIfExists(folder.resolve(Manifest.FILE));
        Files.deleteIfExists(folder.resolve(Summary.FILE));
        return this;
    }

    /** Runs {@code deltabook verify} on it. */
    public CommandLineRun verify(Object... more) {
        return CommandLineRun.of("verify", folder, more);
    }

    /** Runs {@code deltabook verify}, which must find faults. */
    public CommandLineRun assertFinds() {
        return verify().assertEndedWith(ExitCode.FAILED);
    }

    /** The findings are of these kinds, this many of each, and of no other. */
    public CommandLineRun assertFinds(String kinds) {
        return assertFinds().assertOutPattern(" findings? \\(" + kinds + "\\): ");
    }

    /** The path of a file as findings name it. */
    public String relative(Path file) {
        return folder.relativize(file).toString();
    }

    /** The events files of a symbol, in the order of their event_seq. */
    public List<Path> files(String symbol) throws IOException {
        List<Path> files =
                new ArrayList<>(
                        DataFiles.below(folder.resolve("events")).stream()
                                .filter(file -> file.toString().contains("symbol=" + symbol + "/"))
                                .toList());
        Map<Path, Long> first = new TreeMap<>();
        for (Path file : files) {
            first.put(file, EventsFile.read(file).row(0).number("event_seq"));
        }
        files.sort(Comparator.comparing(first::get));
        return files;
    }

    /** The first, 0, or a later events file of a symbol. */
    public EventsFile file(String symbol, int number) throws IOException {
        return EventsFile.read(files(symbol).get(number));
    }
}
