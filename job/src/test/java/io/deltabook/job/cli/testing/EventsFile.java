// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.testing;

import io.deltabook.contract.EventType;
import io.deltabook.job.parquet.FileMetadata;
import io.deltabook.job.parquet.dataset.ParquetRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;

/**
 * An events file, to change and to write again.
 *
 * @param metadata what its footer says of the run; counts of rows are written as they are then
 * @param rows which may be changed; {@link #write()} writes them
 */
public record EventsFile(
        Path path, MessageType schema, Map<String, String> metadata, List<Group> rows) {
    public static EventsFile read(Path path) throws IOException {
        List<Group> rows = new ArrayList<>();
        ParquetRows.forEach(path, row -> rows.add(row.group()));
        Map<String, String> metadata = new TreeMap<>(ParquetRows.metadata(path));
        metadata.keySet().removeIf(key -> !key.startsWith("deltabook."));
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(path))) {
            MessageType schema = reader.getFooter().getFileMetaData().getSchema();
            return new EventsFile(path, schema, metadata, rows);
        }
    }

    public EventRow row(int at) {
        return new EventRow(rows, at);
    }

    public EventRow first(String type) {
        EventRow row = row(0);
        while (!row.isType(type)) {
            row = row.next();
        }
        return row;
    }

    /** The last row that is so, of those that have as many rows after them. */
    public EventRow last(int after, Predicate<EventRow> is) {
        EventRow row = row(rows.size() - 1 - after);
        while (!is.test(row)) {
            row = row.next(-1);
        }
        return row;
    }

    /** The last row but one that is so. */
    public EventRow last(Predicate<EventRow> is) {
        return last(1, is);
    }

    /** Writes the rows as they are now. */
    public void write() throws IOException {
        write(path, rows);
    }

    /** Writes the rows as they are now, in another schema. */
    public void writeAs(MessageType other) throws IOException {
        List<Group> copies =
                rows.stream().map(row -> EventRow.copy(row, other, other::containsField)).toList();
        new EventsFile(path, other, metadata, copies).write();
    }

    /** Writes some of the rows to a file. */
    public void write(Path file, List<Group> some) throws IOException {
        write(file, some, CompressionCodecName.ZSTD, ParquetWriter.DEFAULT_BLOCK_SIZE);
    }

    /** Writes some of the rows to a file, in row groups of this many bytes. */
    public void write(Path file, List<Group> some, CompressionCodecName codec, long rowGroupSize)
            throws IOException {
        Files.deleteIfExists(file);
        try (ParquetWriter<Group> writer =
                ExampleParquetWriter.builder(new LocalOutputFile(file))
                        .withConf(new PlainParquetConfiguration())
                        .withType(schema)
                        .withExtraMetaData(footer(some))
                        .withCompressionCodec(codec)
                        .withRowGroupSize(rowGroupSize)
                        .build()) {
            for (Group row : some) {
                writer.write(row);
            }
        }
    }

    private Map<String, String> footer(List<Group> some) {
        Map<String, String> footer = new TreeMap<>(metadata);
        for (EventType type : EventType.values()) {
            long count =
                    some.stream()
                            .filter(row -> row.getString("event_type", 0).equals(type.name()))
                            .count();
            footer.put(FileMetadata.rows(type), Long.toString(count));
        }
        return footer;
    }
}
