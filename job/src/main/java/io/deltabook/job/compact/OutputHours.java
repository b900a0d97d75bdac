// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.compact;

import io.deltabook.contract.HivePath;
import io.deltabook.contract.LaneId;
import io.deltabook.job.output.CommittedFile;
import io.deltabook.job.output.DataFiles;
import io.deltabook.job.output.Manifest;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the folders of an output that have files to join. Such a folder must contain exactly what
 * the manifest lists, and each file must belong there; otherwise nothing is joined at all.
 */
final class OutputHours {
    private static final int MAX_PROBLEMS = 10;

    private final Path output;
    private final CompactSettings settings;
    private final Set<String> symbols;
    private final Map<String, List<CommittedFile>> named;
    private final List<String> problems = new ArrayList<>();

    private OutputHours(Path output, Manifest manifest, CompactSettings settings) {
        this.output = output;
        this.settings = settings;
        symbols = settings.symbols().stream().map(OutputHours::level).collect(Collectors.toSet());
        named =
                manifest.all()
                        .collect(
                                Collectors.groupingBy(
                                        CommittedFile::folder, TreeMap::new, Collectors.toList()));
    }

    /** The folder of a symbol within that of its exchange. */
    private static String level(String symbol) {
        String path = HivePath.of(new LaneId("", symbol));
        return path.substring(path.indexOf('/') + 1);
    }

    /**
     * Reads the footers in folders with more than one file.
     *
     * @throws CompactRefusedException if a folder contains anything but its parts
     */
    static List<HourFiles> toJoin(Path output, Manifest manifest, CompactSettings settings)
            throws IOException {
        return new OutputHours(output, manifest, settings).toJoin();
    }

    private List<HourFiles> toJoin() throws IOException {
        List<HourFiles> hours = new ArrayList<>();
        for (JoinedDataset dataset : JoinedDataset.ALL) {
            dataset(dataset, hours);
        }
        if (!problems.isEmpty()) {
            throw new CompactRefusedException(
                    problems.subList(0, Math.min(MAX_PROBLEMS, problems.size())));
        }
        return hours;
    }

    private void dataset(JoinedDataset dataset, List<HourFiles> hours) throws IOException {
        Map<String, Integer> present = new HashMap<>();
        for (Path file : DataFiles.below(output.resolve(dataset.folder()))) {
            String relative = DataFiles.pathIn(output, file.getParent());
            present.merge(relative, 1, Integer::sum);
        }
        Set<String> folders = new TreeSet<>(present.keySet());
        named.keySet().stream()
                .filter(folder -> folder.startsWith(dataset.folder() + '/'))
                .forEach(folders::add);
        for (String folder : folders) {
            List<CommittedFile> entries = named.getOrDefault(folder, List.of());
            boolean hasMore = Math.max(entries.size(), present.getOrDefault(folder, 0)) > 1;
            if (hasMore && isChosen(folder)) {
                hour(dataset, folder, entries, hours);
            }
        }
    }

    private boolean isChosen(String folder) {
        return symbols.isEmpty() || Stream.of(folder.split("/")).anyMatch(symbols::contains);
    }

    private void hour(
            JoinedDataset dataset,
            String folder,
            List<CommittedFile> entries,
            List<HourFiles> hours)
            throws IOException {
        int before = problems.size();
        List<HourFile> files = new ArrayList<>();
        for (CommittedFile entry : entries) {
            file(dataset, folder, entry, files);
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
            apart(dataset, files.get(i - 1), files.get(i));
        }
        HourFile first = files.get(0);
        boolean hasHour = !first.nanos().equals(HourFile.Range.NONE);
        hours.add(
                new HourFiles(
                        dataset,
                        folder,
                        first.lane(),
                        hasHour ? EventHour.of(first.nanos().first()) : CompactResult.Hour.NONE,
                        files));
    }

    private void file(
            JoinedDataset dataset, String folder, CommittedFile entry, List<HourFile> files) {
        Path path = output.resolve(entry.path());
        try {
            HourFile file = dataset.read(path, entry);
            if (folder.equals(dataset.folderOf(file))) {
                files.add(file);
            } else {
                problems.add(
                        "[%s] must hold one hour of the lane that its folder names, but holds %s; check with 'deltabook verify'"
                                .formatted(path, file.what()));
            }
        } catch (IOException e) {
            String message = String.valueOf(e.getMessage());
            problems.add(message.startsWith("[") ? message : "[" + path + "] " + e);
        }
    }

    private void nothingElse(String folder, List<CommittedFile> entries) throws IOException {
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

    private void apart(JoinedDataset dataset, HourFile file, HourFile next) {
        long gap = next.seq().first() - file.seq().last();
        if (dataset.mayRepeat() ? gap < 0 : gap <= 0) {
            problems.add(
                    "[%s] must not overlap another file of its hour, but starts with %s %d and %s ends with %d; check with 'deltabook verify'"
                            .formatted(
                                    next.path(),
                                    dataset.orderedBy(),
                                    next.seq().first(),
                                    file.name(),
                                    file.seq().last()));
        }
    }
}
