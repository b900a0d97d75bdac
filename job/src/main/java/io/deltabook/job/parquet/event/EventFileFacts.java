// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event;

import io.deltabook.contract.EventType;
import io.deltabook.contract.LaneId;
import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.parquet.FileMetadata;
import io.deltabook.job.parquet.file.FooterGuard;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/**
 * What the footer of an events file tells.
 *
 * @param schemaVersion version of its columns
 * @param lane exchange and symbol
 * @param rows rows
 * @param firstSeq smallest event_seq
 * @param lastSeq largest event_seq
 * @param firstNanos earliest event time, epoch ns
 * @param lastNanos latest event time, epoch ns
 * @param rowsOfType rows of each type
 */
public record EventFileFacts(
        int schemaVersion,
        LaneId lane,
        long rows,
        long firstSeq,
        long lastSeq,
        long firstNanos,
        long lastNanos,
        Map<EventType, Long> rowsOfType) {

    /**
     * Reads the footer of a file.
     *
     * @throws IOException if it is not a complete events file of a supported schema version
     */
    public static EventFileFacts read(Path file) throws IOException {
        return of(footer(file), file);
    }

    /** As {@link #read}, from a footer that was read before. */
    static EventFileFacts of(ParquetMetadata footer, Path file) throws IOException {
        Map<String, String> metadata = footer.getFileMetaData().getKeyValueMetaData();
        int schemaVersion = schemaVersion(metadata, file);
        Map<EventType, Long> rowsOfType = new EnumMap<>(EventType.class);
        for (EventType type : EventType.values()) {
            String rows = required(metadata, FileMetadata.rows(type), file);
            rowsOfType.put(type, Long.parseLong(rows));
        }
        Range seq = new Range();
        Range time = new Range();
        long rows = 0;
        for (BlockMetaData block : footer.getBlocks()) {
            rows += block.getRowCount();
            seq.add(block, EventSchema.EVENT_SEQ, file);
            time.add(block, EventSchema.EVENT_TIMESTAMP, file);
        }
        long unit = format(footer.getFileMetaData(), file).timestamps().nanos();
        return new EventFileFacts(
                schemaVersion,
                new LaneId(
                        required(metadata, FileMetadata.EXCHANGE, file),
                        required(metadata, FileMetadata.SYMBOL, file)),
                rows,
                seq.least,
                seq.most,
                time.least * unit,
                time.most * unit,
                rowsOfType);
    }

    /** The footer facts of a file with these rows followed by those of another file. */
    public EventFileFacts followedBy(EventFileFacts next) {
        Map<EventType, Long> both = new EnumMap<>(rowsOfType);
        next.rowsOfType.forEach((type, more) -> both.merge(type, more, Long::sum));
        return new EventFileFacts(
                schemaVersion,
                lane,
                rows + next.rows,
                Math.min(firstSeq, next.firstSeq),
                Math.max(lastSeq, next.lastSeq),
                Math.min(firstNanos, next.firstNanos),
                Math.max(lastNanos, next.lastNanos),
                both);
    }

    /**
     * The schema version of a file.
     *
     * @throws IOException if it is not supported
     */
    public static int schemaVersion(Map<String, String> metadata, Path file) throws IOException {
        String version = required(metadata, FileMetadata.SCHEMA_VERSION, file);
        for (int known = EventSchema.FIRST_VERSION; known <= EventSchema.VERSION; known++) {
            if (version.equals(Integer.toString(known))) {
                return known;
            }
        }
        throw new IOException(
                "[%s] schema version must be %d to %d, but was %s; use the release that wrote it"
                        .formatted(file, EventSchema.FIRST_VERSION, EventSchema.VERSION, version));
    }

    /**
     * Which columns a file has.
     *
     * @throws IOException if its schema version is not supported
     */
    public static EventFormat format(FileMetaData footer, Path file) throws IOException {
        int version = schemaVersion(footer.getKeyValueMetaData(), file);
        return EventFormat.of(version, footer.getSchema());
    }

    /** Reads any Parquet footer; the error names the file. */
    public static ParquetMetadata footer(Path file) throws IOException {
        try (ParquetFileReader reader = FooterGuard.open(file)) {
            return reader.getFooter();
        } catch (BadFileException e) {
            throw new IOException(
                    "[%s] must be a whole Parquet file: %s".formatted(file, e.problem()), e);
        }
    }

    /**
     * The smallest value of an INT64 column of any file, by the statistics in its footer.
     *
     * @throws IOException if it is not a complete Parquet file with that column
     */
    public static long smallest(Path file, String column) throws IOException {
        return range(file, column).smallest();
    }

    /** As {@link #smallest}, the range of all values. */
    public static Range range(Path file, String column) throws IOException {
        Range range = new Range();
        for (BlockMetaData block : footer(file).getBlocks()) {
            range.add(block, column, file);
        }
        return range;
    }

    private static String required(Map<String, String> metadata, String key, Path file)
            throws IOException {
        String value = metadata.get(key);
        if (value == null) {
            throw new IOException(
                    "[%s] must carry %s in its footer; it was not written by this job"
                            .formatted(file, key));
        }
        return value;
    }

    /** The range of a column's values. */
    public static final class Range {
        private long least = Long.MAX_VALUE;
        private long most = Long.MIN_VALUE;

        private Range() {}

        public long smallest() {
            return least;
        }

        public long largest() {
            return most;
        }

        private void add(BlockMetaData block, String column, Path file) throws IOException {
            for (ColumnChunkMetaData chunk : block.getColumns()) {
                if (chunk.getPath().toDotString().equals(column)
                        && chunk.getStatistics() instanceof LongStatistics range
                        && range.hasNonNullValue()) {
                    least = Math.min(least, range.getMin());
                    most = Math.max(most, range.getMax());
                    return;
                }
            }
            throw new IOException("[%s] must have statistics of column %s".formatted(file, column));
        }
    }
}
