// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deltabook.job.parquet.dataset.IncidentDataset;
import io.deltabook.job.parquet.dataset.PeriodDataset;
import io.deltabook.job.parquet.dataset.RejectDataset;
import io.deltabook.job.parquet.dataset.StatisticsDataset;
import io.deltabook.job.parquet.event.LaneFileFacts;
import io.deltabook.job.parquet.event.QuoteSchema;
import io.deltabook.job.storage.LaneTasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * A committed file of a dataset besides the events, as listed in the manifest.
 *
 * @param dataset name of the dataset and of its folder
 * @param path relative to the output folder, with {@code /}
 * @param rows number of rows
 * @param bytes size of the file
 * @param crc32c checksum of the whole file
 */
public record SideFile(String dataset, String path, long rows, long bytes, int crc32c)
        implements CommittedFile {
    /** By dataset and path. */
    static final Comparator<SideFile> ORDER =
            Comparator.comparingInt((SideFile file) -> folders().indexOf(file.dataset))
                    .thenComparing(SideFile::path);

    /** Key of a manifest line that distinguishes these files from events files. */
    public static final String DATASET = "dataset";

    /** Folders of the datasets. */
    public static List<String> folders() {
        return List.of(
                QuoteSchema.FOLDER,
                new PeriodDataset().folder(),
                new RejectDataset().folder(),
                new IncidentDataset().folder(),
                new StatisticsDataset().folder());
    }

    /** Whether an output has no such file. */
    static boolean areNone(Path output) throws IOException {
        for (String folder : folders()) {
            if (!DataFiles.below(output.resolve(folder)).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Reads all such files of an output completely, ordered by path. */
    static List<SideFile> scan(Path output) throws IOException {
        return scan(output, List.of());
    }

    /** The same, without reading those that are known. */
    static List<SideFile> scan(Path output, List<SideFile> known) throws IOException {
        Map<String, SideFile> byPath = new HashMap<>();
        known.forEach(file -> byPath.put(file.path(), file));
        List<Callable<SideFile>> tasks = new ArrayList<>();
        for (String folder : folders()) {
            for (Path file : DataFiles.below(output.resolve(folder))) {
                SideFile same = byPath.get(DataFiles.pathIn(output, file));
                boolean isKnown = same != null && same.bytes == Files.size(file);
                tasks.add(() -> isKnown ? same : of(output, folder, file));
            }
        }
        return LaneTasks.runOn(output, tasks);
    }

    /** Reads one file: its footer, and its whole content for the checksum. */
    public static SideFile of(Path output, String dataset, Path file) throws IOException {
        return new SideFile(
                dataset,
                DataFiles.pathIn(output, file),
                LaneFileFacts.read(file).rows(),
                Files.size(file),
                ManifestEntry.crc32c(file));
    }

    /**
     * Reads a line of the manifest.
     *
     * @throws IllegalArgumentException if a field is missing
     */
    static SideFile parse(JsonNode line) {
        return new SideFile(
                line.required(DATASET).asText(),
                line.required("path").asText(),
                line.required("rows").asLong(),
                line.required("bytes").asLong(),
                HexFormat.fromHexDigits(line.required("crc32c").asText()));
    }

    /**
     * Requires a file in an output to be the one that the manifest lists.
     *
     * @throws IOException if its checksum differs
     */
    public void requireUnchanged(Path output) throws IOException {
        ManifestEntry.requireChecksum(output.resolve(path), crc32c);
    }

    /** The manifest's line for this file. */
    public ObjectNode json(ObjectMapper mapper) {
        ObjectNode json = mapper.createObjectNode();
        json.put("path", path);
        json.put(DATASET, dataset);
        json.put("rows", rows);
        json.put("bytes", bytes);
        json.put("crc32c", HexFormat.of().toHexDigits(crc32c));
        return json;
    }
}
