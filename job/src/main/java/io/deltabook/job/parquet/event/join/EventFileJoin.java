// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.join;

import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.parquet.event.EventFileFacts;
import io.deltabook.job.parquet.event.EventFooter;
import io.deltabook.job.parquet.event.EventFormat;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.LaneFooter;
import io.deltabook.job.parquet.file.DiskFailure;
import io.deltabook.job.parquet.file.ParquetFailures;
import io.deltabook.job.parquet.file.StoredFile;
import io.deltabook.job.parquet.file.StreamOutputFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;

/**
 * Joins files of one lane into one, row group by row group: the bytes of the column chunks are
 * copied as they are, with their statistics and page indexes; nothing is decoded.
 */
public final class EventFileJoin {
    private EventFileJoin() {}

    /**
     * Writes all row groups of some events files, in the given order, as one file.
     *
     * @param parts files of one {@link EventFormat}, ascending by event_seq
     * @param out receives the file; not closed
     * @throws BadFileException if a part cannot be read
     * @throws IOException if the stream cannot be written
     */
    public static void append(List<Path> parts, OutputStream out) throws IOException {
        Path first = parts.get(0);
        EventFormat format =
                EventFileFacts.format(EventFileFacts.footer(first).getFileMetaData(), first);
        EventFooter footer = new EventFooter(format.version());
        append(
                parts,
                EventSchema.message(format),
                (part, parquet) -> {
                    requireFormat(part, EventFileFacts.format(parquet, part), format);
                    footer.add(EventFileFacts.read(part));
                },
                footer::metadata,
                out);
    }

    /**
     * Writes all row groups of some files of another dataset, in the given order, as one file with
     * the metadata of the first.
     *
     * @param parts files of one lane with the same columns
     * @param out receives the file; not closed
     * @throws BadFileException if a part cannot be read or has other columns
     * @throws IOException if the stream cannot be written
     */
    public static void appendSides(List<Path> parts, OutputStream out) throws IOException {
        FileMetaData first = EventFileFacts.footer(parts.get(0)).getFileMetaData();
        append(
                parts,
                first.getSchema(),
                (part, parquet) -> {
                    if (!parquet.getSchema().equals(first.getSchema())) {
                        throw new BadFileException(
                                part, "columns must be those of the other parts, but are not");
                    }
                },
                () -> LaneFooter.metadata(first.getKeyValueMetaData()),
                out);
    }

    /** Looks at the footer of a part before its row groups are copied. */
    private interface PartCheck {
        void check(Path part, FileMetaData footer) throws IOException;
    }

    private static void append(
            List<Path> parts,
            MessageType schema,
            PartCheck check,
            Supplier<Map<String, String>> metadata,
            OutputStream out)
            throws IOException {
        StreamOutputFile output = new StreamOutputFile(out);
        ParquetFileWriter file =
                new ParquetFileWriter(
                        output,
                        schema,
                        ParquetFileWriter.Mode.CREATE,
                        0,
                        0,
                        null,
                        ParquetProperties.builder().build());
        file.start();
        for (Path part : parts) {
            append(part, check, schema, file);
        }
        file.end(metadata.get());
        output.flush();
    }

    /**
     * Files of different formats are never joined: an output has one.
     *
     * @throws BadFileException if a part has another format
     */
    static void requireFormat(Path part, EventFormat found, EventFormat expected)
            throws BadFileException {
        if (!found.equals(expected)) {
            throw new BadFileException(
                    part,
                    "schema version, timestamps and DOUBLE columns must be those of the other parts, %s, but are %s"
                            .formatted(text(expected), text(found)));
        }
    }

    /** What is wrong with a part whose rows do not make what its dataset holds. */
    static BadFileException notRows(
            Path part, String what, long firstRow, int rows, RuntimeException cause) {
        return new BadFileException(
                part,
                "rows %d to %d must be %s, but are not: %s"
                        .formatted(firstRow, firstRow + rows - 1, what, cause.getMessage()),
                cause);
    }

    private static String text(EventFormat format) {
        return "%d %s %s"
                .formatted(
                        format.version(),
                        format.timestamps().name().toLowerCase(Locale.ROOT),
                        format.doubles() ? "with doubles" : "without doubles");
    }

    private static void append(
            Path part, PartCheck check, MessageType schema, ParquetFileWriter file)
            throws IOException {
        StoredFile input = new StoredFile(part);
        ParquetReadOptions options =
                ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
        int rowGroup = 0;
        try (ParquetFileReader reader = new ParquetFileReader(input, options);
                SeekableInputStream bytes = input.newStream()) {
            check.check(part, reader.getFileMetaData());
            for (BlockMetaData block : reader.getRowGroups()) {
                append(reader, bytes, block, schema, file);
                rowGroup++;
            }
        } catch (DiskFailure | RuntimeException e) {
            throw ParquetFailures.of(part, "row group " + rowGroup, e);
        }
    }

    private static void append(
            ParquetFileReader reader,
            SeekableInputStream bytes,
            BlockMetaData block,
            MessageType schema,
            ParquetFileWriter file)
            throws IOException {
        Map<ColumnPath, ColumnChunkMetaData> chunks = new HashMap<>();
        block.getColumns().forEach(chunk -> chunks.put(chunk.getPath(), chunk));
        file.startBlock(block.getRowCount());
        for (ColumnDescriptor column : schema.getColumns()) {
            ColumnChunkMetaData chunk = chunks.get(ColumnPath.get(column.getPath()));
            file.appendColumnChunk(
                    column,
                    bytes,
                    chunk,
                    null,
                    reader.readColumnIndex(chunk),
                    reader.readOffsetIndex(chunk));
        }
        file.endBlock();
    }
}
