// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.read;

import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.parquet.decode.PageFile;
import io.deltabook.job.parquet.decode.RowDecoder;
import io.deltabook.job.parquet.file.ColumnChunks;
import io.deltabook.job.parquet.file.FooterGuard;
import io.deltabook.job.parquet.file.ParquetFailures;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/**
 * Reads the rows of an output's file chunk by chunk and verifies page checksums. Holds a page of
 * each column. Not thread-safe.
 */
public final class ChunkReader implements Closeable {
    private final Path path;
    private final ParquetFileReader parquet;
    private final RowChunk chunk;
    private PageFile pages;
    private boolean isOpen;
    private int rowGroup = -1;
    private long rowsLeft;
    private long nextRow;
    private long firstRow;

    private ChunkReader(Path path, ParquetFileReader parquet, RowChunk chunk) {
        this.path = path;
        this.parquet = parquet;
        this.chunk = chunk;
    }

    /** Tells from a file's footer which columns it must have. */
    @FunctionalInterface
    public interface Columns {
        MessageType of(FileMetaData footer) throws IOException;
    }

    /**
     * Opens a file before its first row.
     *
     * @param columns the columns to read, with the types that they must have
     * @throws BadFileException if it is not a complete Parquet file or lacks a column
     * @throws IOException if the columns cannot be told
     */
    public static ChunkReader open(Path path, Columns columns) throws IOException {
        ParquetFileReader parquet = FooterGuard.open(path);
        try {
            MessageType found = parquet.getFileMetaData().getSchema();
            MessageType schema = columns(path, found, columns.of(parquet.getFileMetaData()));
            return new ChunkReader(path, parquet, new RowChunk(schema));
        } catch (IOException e) {
            parquet.close();
            throw e;
        } catch (RuntimeException e) {
            parquet.close();
            throw ParquetFailures.of(path, "footer", e);
        }
    }

    /** The columns as the file has them; whether they are nullable does not matter. */
    private static MessageType columns(Path path, MessageType found, MessageType expected)
            throws BadFileException {
        List<Type> columns = new ArrayList<>();
        for (Type column : expected.getFields()) {
            String name = column.getName();
            Type present = found.containsField(name) ? found.getType(name) : null;
            if (present == null || !isLike(present, column)) {
                throw new BadFileException(
                        path,
                        "column %s must be %s, but %s"
                                .formatted(
                                        name,
                                        text(column),
                                        present == null ? "is missing" : "is " + text(present)));
            }
            columns.add(present);
        }
        return new MessageType(expected.getName(), columns);
    }

    private static boolean isLike(Type found, Type expected) {
        if (!found.isPrimitive() || !expected.isPrimitive()) {
            return found.equals(expected);
        }
        PrimitiveType one = found.asPrimitiveType();
        PrimitiveType other = expected.asPrimitiveType();
        return one.getPrimitiveTypeName() == other.getPrimitiveTypeName()
                && one.getTypeLength() == other.getTypeLength()
                && !one.isRepetition(Type.Repetition.REPEATED)
                && Objects.equals(meaning(one), meaning(other));
    }

    /** The logical type; none where it says no more than the physical one. */
    private static LogicalTypeAnnotation meaning(PrimitiveType type) {
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        boolean isPlain =
                meaning instanceof LogicalTypeAnnotation.IntLogicalTypeAnnotation number
                        && number.isSigned()
                        && number.getBitWidth() >= Integer.SIZE;
        return isPlain ? null : meaning;
    }

    private static String text(Type type) {
        return type.toString().replaceAll("\\s+", " ").strip();
    }

    /**
     * Reads the next rows into {@link #chunk}.
     *
     * @return false if there are none
     * @throws BadFileException if they cannot be decoded
     */
    public boolean next() throws IOException {
        while (rowsLeft == 0) {
            isOpen = false;
            rowGroup++;
            if (rowGroup >= parquet.getRowGroups().size()) {
                return false;
            }
            rowsLeft = parquet.getRowGroups().get(rowGroup).getRowCount();
        }
        try {
            openRowGroup();
            chunk.read(rowsLeft);
        } catch (IOException | RuntimeException e) {
            throw ParquetFailures.of(path, "row group " + rowGroup, e);
        } catch (OutOfMemoryError e) {
            throw new BadFileException(
                    path, "row group " + rowGroup + " must fit into the heap, but does not", e);
        }
        firstRow = nextRow;
        nextRow += chunk.size();
        rowsLeft -= chunk.size();
        return true;
    }

    /** Number of row groups in the file. */
    public int rowGroups() {
        return parquet.getRowGroups().size();
    }

    /** The row group of {@link #chunk}, from 0. */
    public int rowGroup() {
        return rowGroup;
    }

    /** Moves to the first row of a row group. */
    public void seek(int group) {
        isOpen = false;
        nextRow = 0;
        for (int before = 0; before < group; before++) {
            nextRow += parquet.getRowGroups().get(before).getRowCount();
        }
        rowGroup = group;
        rowsLeft = parquet.getRowGroups().get(group).getRowCount();
    }

    /**
     * Moves to a row of the file, without decoding the pages before it.
     *
     * @throws BadFileException if the pages before it are damaged
     */
    public void seekRow(long row) throws IOException {
        int group = 0;
        long behind = row;
        while (group < rowGroups() - 1
                && behind >= parquet.getRowGroups().get(group).getRowCount()) {
            behind -= parquet.getRowGroups().get(group).getRowCount();
            group++;
        }
        if (row == 0 || group == rowGroups()) {
            return;
        }
        seek(group);
        if (behind > 0) {
            skip(behind);
        }
    }

    private void skip(long rows) throws IOException {
        try {
            openRowGroup();
            for (RowDecoder decoder : chunk.decoders()) {
                decoder.skip(rows);
            }
        } catch (IOException | RuntimeException e) {
            throw ParquetFailures.of(path, "row group " + rowGroup, e);
        }
        nextRow += rows;
        rowsLeft -= rows;
    }

    private void openRowGroup() throws IOException {
        if (isOpen) {
            return;
        }
        if (pages == null) {
            pages = PageFile.open(path, parquet.getFileMetaData().getCreatedBy());
        }
        BlockMetaData block = parquet.getRowGroups().get(rowGroup);
        for (RowDecoder decoder : chunk.decoders()) {
            ColumnChunkMetaData found = ColumnChunks.of(block, decoder.descriptor());
            if (found == null) {
                throw new BadFileException(
                        path,
                        "row group %d must have a column %s, but has not"
                                .formatted(rowGroup, ColumnChunks.name(decoder.descriptor())));
            }
            decoder.begin(pages, found, block.getRowCount());
        }
        isOpen = true;
    }

    /** The rows of the last {@link #next}. */
    public RowChunk chunk() {
        return chunk;
    }

    /** Number of the chunk's first row in the file, from 0. */
    public long firstRow() {
        return firstRow;
    }

    /** Key-value metadata of the footer. */
    public Map<String, String> metadata() {
        return parquet.getFileMetaData().getKeyValueMetaData();
    }

    @Override
    public void close() throws IOException {
        try (ParquetFileReader closed = parquet) {
            if (pages != null) {
                pages.close();
            }
        }
    }
}
