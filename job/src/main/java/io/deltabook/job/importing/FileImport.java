// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.PlainText;
import io.deltabook.job.importing.csv.BadLine;
import io.deltabook.job.importing.csv.CsvHeader;
import io.deltabook.job.importing.csv.CsvLine;
import io.deltabook.job.importing.csv.CsvLines;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Reads one input file and writes its rows, all under hidden names. Every line except the header
 * becomes a row or a reject. Used by one thread.
 *
 * <p>An unreadable line of deltas still adds a row to its lane, with null for what cannot be read:
 * a run rejects the row and so learns that something was there. Without it the book would miss a
 * change and could still be certified.
 */
final class FileImport {
    /** Row groups buffered in memory, over all lanes. */
    private static final int MAX_GROUPS = 8;

    private static final int PAGE_BYTES = 1 << 20;
    private static final int LONGEST_SHOWN = 200;

    private final ImportSettings settings;
    private final SourceFile source;
    private final int ordinal;
    private final LongAdder read;
    private final Map<String, String> footer = new TreeMap<>();
    private final CodecFactory codecs =
            new CodecFactory(new PlainParquetConfiguration(), PAGE_BYTES);
    private ColumnBinding binding;
    private LaneTable lanes;
    private RejectRows rejects;
    private long lines;
    private long rows;
    private long marks;
    private long held;
    private int rowsOfGroup;
    private long maxHeld;

    /**
     * @param ordinal number of the file in the output
     * @param read receives the number of bytes read from the file
     */
    FileImport(ImportSettings settings, SourceFile source, int ordinal, LongAdder read) {
        this.settings = settings;
        this.source = source;
        this.ordinal = ordinal;
        this.read = read;
        footer.put("deltabook.import.source", source.path().getFileName().toString());
        footer.put("deltabook.import.source.bytes", Long.toString(source.size()));
        footer.put("deltabook.import.source.modified", Long.toString(source.modified()));
    }

    /**
     * Imports the file up to, but not including, the commit.
     *
     * @throws BadInputException if the file cannot be read, or its columns are unknown
     */
    ImportedFile run() throws IOException {
        Path path = source.path();
        rejects =
                new RejectRows(
                        settings.output(),
                        ordinal,
                        path.getFileName().toString(),
                        footer,
                        codecs.getCompressor(CompressionCodecName.ZSTD));
        try (CsvLines csv = new CsvLines(path, SourceContent.open(path, read))) {
            if (csv.next()) {
                bind(csv);
                while (csv.next()) {
                    take(csv);
                }
            }
            requireUnchanged();
            return finish(csv);
        } finally {
            codecs.release();
        }
    }

    private void bind(CsvLines csv) {
        CsvHeader header = CsvHeader.of(source.path(), csv.text());
        InputTable known = settings.table() == null ? source.table() : settings.table();
        binding = new ColumnBinder(source.path(), settings, header).bind(known);
        lanes = new LaneTable(source, binding, settings, this::open);
        csv.splitAt(header.delimiter());
        if (!binding.hasHeader()) {
            csv.back();
        }
        int columns = binding.newColumns().size();
        rowsOfGroup = Math.max(1, settings.groupValues() / columns);
        maxHeld = (long) MAX_GROUPS * rowsOfGroup;
    }

    private LaneRows open(LaneId lane) {
        return new LaneRows(
                lane,
                settings.output(),
                binding.table(),
                ordinal,
                source.day(),
                footer,
                codecs.getCompressor(CompressionCodecName.ZSTD),
                binding.newColumns());
    }

    private void take(CsvLines csv) throws IOException {
        lines++;
        CsvLine line = csv.line();
        BadLine fault = csv.fault();
        if (fault == null && line.fields() != binding.header().names().size()) {
            fault = BadLine.FIELD_COUNT;
        }
        if (fault != null) {
            reject(csv, fault);
            return;
        }
        LaneRows lane = lanes.of(line);
        if (lane == null) {
            reject(csv, BadLine.UNREADABLE_NAME);
            return;
        }
        int before = lane.room();
        fault = lane.add(line);
        if (fault == null) {
            rows++;
        } else {
            reject(csv, fault, lane);
        }
        held += lane.room() - before;
        makeRoom(lane);
    }

    /** Rejects a line of a known lane, which gets a row for it. */
    private void reject(CsvLines csv, BadLine fault, LaneRows lane) throws IOException {
        boolean isMarked = binding.table() == InputTable.DELTAS;
        if (isMarked) {
            marks++;
        } else {
            lane.dropLast();
        }
        rejects.add(new RejectedLine(csv.number(), lane.lane(), fault, isMarked, csv.text()));
    }

    /** Rejects a line whose lane is unknown. */
    private void reject(CsvLines csv, BadLine fault) throws IOException {
        LaneRows only = lanes.only();
        boolean isMarked = binding.table() == InputTable.DELTAS && !lanes.all().isEmpty();
        if (isMarked) {
            Collection<LaneRows> all = only == null ? lanes.all() : List.of(only);
            for (LaneRows lane : all) {
                int before = lane.room();
                lane.addNulls();
                marks++;
                held += lane.room() - before;
                makeRoom(lane);
            }
        }
        rejects.add(
                new RejectedLine(
                        csv.number(),
                        only == null ? null : only.lane(),
                        fault,
                        isMarked,
                        csv.text()));
    }

    /** Writes a full row group; if too much is buffered, writes the largest one. */
    private void makeRoom(LaneRows lane) throws IOException {
        if (lane.rows() >= rowsOfGroup) {
            lane.flush();
        }
        if (held > maxHeld) {
            LaneRows largest = lane;
            for (LaneRows other : lanes.all()) {
                largest = other.room() > largest.room() ? other : largest;
            }
            held -= largest.room();
            largest.release();
        }
    }

    private void requireUnchanged() throws IOException {
        Path path = source.path();
        boolean isSame =
                Files.size(path) == source.size()
                        && Files.getLastModifiedTime(path).toMillis() == source.modified();
        if (!isSame) {
            throw new BadInputException(
                    "[%s] must not change while it is imported, but has changed; import it again"
                            .formatted(path));
        }
    }

    private ImportedFile finish(CsvLines csv) throws IOException {
        List<PartFile> parts = new ArrayList<>();
        long written = 0;
        for (LaneRows lane : lanes == null ? List.<LaneRows>of() : lanes.all()) {
            for (PartFile part : lane.finish()) {
                parts.add(part);
                written += part.rows();
            }
        }
        PartFile rejected = rejects.finish();
        long kept = rejected == null ? 0 : rejected.rows();
        if (lines != rows + kept || written != rows + marks) {
            throw new IllegalStateException(
                    "[%s] every line must be a row or a reject, but of %,d lines %,d are rows and %,d rejects, and of %,d rows and marks %,d are written"
                            .formatted(source.path(), lines, rows, kept, rows + marks, written));
        }
        if (rejected != null) {
            parts.add(rejected);
        }
        return imported(csv, parts);
    }

    private ImportedFile imported(CsvLines csv, List<PartFile> parts) {
        Map<String, Long> reasons = new TreeMap<>();
        rejects.reasons().forEach((reason, count) -> reasons.put(reason.name(), count));
        RejectedLine first = rejects.first();
        return new ImportedFile(
                ordinal,
                source.path().toString(),
                source.size(),
                source.modified(),
                csv.checksum(),
                csv.bytes(),
                settings.meaning(),
                binding == null ? null : binding.table(),
                lines,
                rows,
                rejects.count(),
                marks,
                reasons,
                first == null
                        ? null
                        : "line %,d: %s: %s"
                                .formatted(
                                        first.line(),
                                        first.reason(),
                                        PlainText.of(first.text(), LONGEST_SHOWN)),
                parts.stream().map(this::relative).toList());
    }

    private String relative(PartFile part) {
        return settings.output()
                .relativize(part.target())
                .toString()
                .replace(File.separatorChar, '/');
    }
}
