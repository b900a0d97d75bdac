// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.join;

import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.parquet.event.EventFileFacts;
import io.deltabook.job.parquet.event.EventFooter;
import io.deltabook.job.parquet.event.EventFormat;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.file.DiskFailure;
import io.deltabook.job.parquet.file.LocalFile;
import io.deltabook.job.parquet.file.ParquetFailures;
import io.deltabook.job.parquet.file.StreamOutputFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;

/**
 * Joins events files of one lane into one, row group by row group: the bytes of the column chunks
 * are copied as they are, with their statistics and page indexes; nothing is decoded.
 */
public final class EventFileJoin {
    private EventFileJoin() {}

    /**
     * Writes all row groups of some files, in the given order, as one file.
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
        MessageType schema = EventSchema.message(format);
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
        EventFooter footer = new EventFooter(format.version());
        file.start();
        for (Path part : parts) {
            EventFileFacts facts = EventFileFacts.read(part);
            footer.add(facts);
            append(part, format, schema, file);
        }
        file.end(footer.metadata());
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

    private static String text(EventFormat format) {
        return "%d %s %s"
                .formatted(
                        format.version(),
                        format.timestamps().name().toLowerCase(Locale.ROOT),
                        format.doubles() ? "with doubles" : "without doubles");
    }

    private static void append(
            Path part, EventFormat format, MessageType schema, ParquetFileWriter file)
            throws IOException {
        LocalFile input = new LocalFile(part);
        ParquetReadOptions options =
                ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
        int rowGroup = 0;
        try (ParquetFileReader reader = new ParquetFileReader(input, options);
                SeekableInputStream bytes = input.newStream()) {
            requireFormat(part, EventFileFacts.format(reader.getFileMetaData(), part), format);
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
