// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.view;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.HivePath;
import io.deltabook.contract.LaneId;
import io.deltabook.job.output.DataFiles;
import io.deltabook.job.output.OutputFolder;
import io.deltabook.job.output.SideFile;
import io.deltabook.job.output.UnfinishedCompaction;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.LaneFileFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lanes of an output and their committed files, looked up anew for every answer, so that an
 * output that is being written is shown as far as it is committed. Thread-safe.
 */
final class OutputListing {
    private static final Pattern HOUR =
            Pattern.compile("date=(\\d{4}-\\d{2}-\\d{2})/hour=(\\d{2})/[^/]+$");

    private final Path output;

    /** The lane of a lane's folder, which never changes; folders do not always spell it. */
    private final Map<Path, LaneId> known = new ConcurrentHashMap<>();

    /**
     * @param output folder of a run, finished or not
     * @throws BadInputException if it is not one, or is being compacted
     */
    OutputListing(Path output) throws IOException {
        this.output = output.toAbsolutePath().normalize();
        requireUsable();
    }

    private void requireUsable() {
        if (!Files.isDirectory(output)) {
            throw new BadInputException(
                    "[%s] must be the output folder of a run, but is not a folder"
                            .formatted(output));
        }
        if (!Files.exists(output.resolve(OutputFolder.MARKER))
                && !Files.isDirectory(output.resolve(EventSchema.FOLDER))) {
            throw new BadInputException(
                    "[%s] must be the output folder of a run, but has neither %s nor %s"
                            .formatted(output, OutputFolder.MARKER, EventSchema.FOLDER));
        }
        requireNotCompacting();
    }

    void requireNotCompacting() {
        if (UnfinishedCompaction.isIn(output)) {
            throw new BadInputException(UnfinishedCompaction.message(output));
        }
    }

    Path output() {
        return output;
    }

    /** All lanes: those that the run planned, and those that have files. */
    Set<LaneId> lanes() throws IOException {
        Set<LaneId> lanes = new TreeSet<>();
        if (Files.exists(output.resolve(OutputFolder.MARKER))) {
            lanes.addAll(OutputFolder.open(output).lanes());
        }
        Set<String> planned = new HashSet<>();
        lanes.forEach(lane -> planned.add(HivePath.of(lane)));
        List<String> datasets = new ArrayList<>(SideFile.folders());
        datasets.add(EventSchema.FOLDER);
        for (String dataset : datasets) {
            Path folder = output.resolve(dataset);
            for (Path exchange : folders(folder)) {
                for (Path lane : folders(exchange)) {
                    if (!planned.contains(DataFiles.pathIn(folder, lane))) {
                        addFound(lane, lanes);
                    }
                }
            }
        }
        return lanes;
    }

    private void addFound(Path folder, Set<LaneId> lanes) throws IOException {
        LaneId lane = known.get(folder);
        if (lane == null) {
            List<Path> files = DataFiles.below(folder);
            if (files.isEmpty()) {
                return;
            }
            lane = LaneFileFacts.read(files.get(0)).lane();
            known.put(folder, lane);
        }
        lanes.add(lane);
    }

    private static List<Path> folders(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory)
                    .filter(path -> path.getFileName().toString().contains("="))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }

    /** The committed files of a lane in a dataset without hours. */
    List<Path> files(String dataset, LaneId lane) throws IOException {
        return DataFiles.below(output.resolve(dataset).resolve(HivePath.of(lane)));
    }

    /** The committed files of a lane in a dataset with hours, by hour (epoch ns of its start). */
    NavigableMap<Long, List<Path>> hours(String dataset, LaneId lane) throws IOException {
        NavigableMap<Long, List<Path>> hours = new TreeMap<>();
        for (Path file : files(dataset, lane)) {
            Matcher place = HOUR.matcher(DataFiles.pathIn(output, file));
            if (place.find()) {
                try {
                    long seconds =
                            LocalDate.parse(place.group(1))
                                            .atStartOfDay()
                                            .toEpochSecond(ZoneOffset.UTC)
                                    + 3600L * Integer.parseInt(place.group(2));
                    hours.computeIfAbsent(seconds * 1_000_000_000L, hour -> new ArrayList<>())
                            .add(file);
                } catch (DateTimeParseException e) {
                    throw new BadInputException(
                            "[%s] must lie in a folder of a day, but does not; 'deltabook verify' says what else is wrong"
                                    .formatted(file));
                }
            }
        }
        return hours;
    }
}
