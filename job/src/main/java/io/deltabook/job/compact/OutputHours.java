// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.compact;

import io.deltabook.contract.HivePath;
import io.deltabook.job.output.DataFiles;
import io.deltabook.job.output.Manifest;
import io.deltabook.job.output.ManifestEntry;
import io.deltabook.job.parquet.event.EventFileFacts;
import io.deltabook.job.parquet.event.EventFileShape;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.EventSchemaFaults;
import io.deltabook.time.EventHour;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds the hours of an output that have files to join. Such an hour must contain exactly what the
 * manifest lists, and each file must be a part of that hour; otherwise nothing is joined at all.
 */
final class OutputHours {
    private static final int MAX_PROBLEMS = 10;

    private final Path output;
    private final CompactSettings settings;
    private final Map<String, List<ManifestEntry>> named = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    private OutputHours(Path output, Manifest manifest, CompactSettings settings) {
        this.output = output;
        this.settings = settings;
        for (ManifestEntry entry : manifest.entries()) {
            named.computeIfAbsent(entry.folder(), folder -> new ArrayList<>()).add(entry);
        }
    }

    /**
     * Reads the footers of hours with more than one file.
     *
     * @throws CompactRefusedException if an hour contains anything but its parts
     */
    static List<HourFiles> toJoin(Path output, Manifest manifest, CompactSettings settings)
            throws IOException {
        return new OutputHours(output, manifest, settings).toJoin();
    }

    private List<HourFiles> toJoin() throws IOException {
        Map<String, Integer> present = new HashMap<>();
        for (Path file : DataFiles.below(output.resolve(EventSchema.FOLDER))) {
            String relative = output.relativize(file.getParent()).toString().replace('\\', '/');
            present.merge(relative, 1, Integer::sum);
        }
        Set<String> folders = new TreeSet<>(named.keySet());
        folders.addAll(present.keySet());
        List<HourFiles> hours = new ArrayList<>();
        for (String folder : folders) {
            List<ManifestEntry> entries = named.getOrDefault(folder, List.of());
            if (Math.max(entries.size(), present.getOrDefault(folder, 0)) > 1
                    && isChosen(entries)) {
                hour(folder, entries, hours);
            }
        }
        if (!problems.isEmpty()) {
            throw new CompactRefusedException(
                    problems.subList(0, Math.min(MAX_PROBLEMS, problems.size())));
        }
        return hours;
    }

    private boolean isChosen(List<ManifestEntry> entries) {
        return settings.symbols().isEmpty()
                || entries.stream()
                        .anyMatch(
                                entry ->
                                        settings.symbols().contains(entry.facts().lane().symbol()));
    }

    private void hour(String folder, List<ManifestEntry> entries, List<HourFiles> hours)
            throws IOException {
        int before = problems.size();
        List<HourFile> files = new ArrayList<>();
        for (ManifestEntry entry : entries) {
            file(folder, entry, files);
        }
        nothingElse(folder, entries);
        if (problems.size() > before) {
            return;
        }
        files.sort(HourFile.ORDER);
        if (JoinPlan.groups(files, settings.targetBytes()).size() == files.size()) {
            return;
        }
        for (int i = 1; i < files.size(); i++) {
            apart(files.get(i - 1), files.get(i));
        }
        ManifestEntry first = files.get(0).entry();
        hours.add(
                new HourFiles(
                        folder,
                        first.facts().lane(),
                        EventHour.of(first.facts().firstNanos()),
                        files));
    }

    private void file(String folder, ManifestEntry entry, List<HourFile> files) {
        Path path = output.resolve(entry.path());
        try {
            List<String> schema = EventSchemaFaults.of(path).sentences();
            if (!schema.isEmpty()) {
                problems.add("[%s] %s".formatted(path, schema.get(0)));
                return;
            }
            EventFileFacts facts = EventFileFacts.read(path);
            if (!facts.equals(entry.facts()) || Files.size(path) != entry.bytes()) {
                problems.add(
                        "[%s] must be as %s says, %,d bytes and %s, but has %,d bytes and %s; check with 'deltabook verify'"
                                .formatted(
                                        path,
                                        Manifest.FILE,
                                        entry.bytes(),
                                        entry.facts(),
                                        Files.size(path),
                                        facts));
                return;
            }
            if (!isPartOf(folder, facts)) {
                problems.add(
                        "[%s] must hold one hour of the lane that its folder names, but holds %s; check with 'deltabook verify'"
                                .formatted(path, facts));
                return;
            }
            files.add(new HourFile(path, entry, EventFileShape.read(path)));
        } catch (IOException e) {
            String message = String.valueOf(e.getMessage());
            problems.add(message.startsWith("[") ? message : "[" + path + "] " + e);
        }
    }

    private static boolean isPartOf(String folder, EventFileFacts facts) {
        String lane = EventSchema.FOLDER + '/' + HivePath.of(facts.lane()) + '/';
        return folder.equals(lane + EventHour.path(EventHour.of(facts.firstNanos())))
                && folder.equals(lane + EventHour.path(EventHour.of(facts.lastNanos())));
    }

    private void nothingElse(String folder, List<ManifestEntry> entries) throws IOException {
        Set<String> expected = new TreeSet<>();
        entries.forEach(entry -> expected.add(output.resolve(entry.path()).toString()));
        try (Stream<Path> content = Files.list(output.resolve(folder))) {
            for (Path path : content.sorted().toList()) {
                if (!expected.contains(path.toString())) {
                    problems.add(
                            "[%s] must be a committed file listed in %s, but is not; move it away or, if it is a part, rewrite the manifest with 'deltabook verify --rewrite'"
                                    .formatted(path, Manifest.FILE));
                }
            }
        }
    }

    private void apart(HourFile file, HourFile next) {
        if (next.entry().facts().firstSeq() <= file.entry().facts().lastSeq()) {
            problems.add(
                    "[%s] must not overlap another file of its hour, but starts with event_seq %d and %s ends with %d; check with 'deltabook verify'"
                            .formatted(
                                    next.path(),
                                    next.entry().facts().firstSeq(),
                                    file.name(),
                                    file.entry().facts().lastSeq()));
        }
    }
}
