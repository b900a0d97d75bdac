// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.delta;

import io.deltabook.contract.InputTable;
import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.parquet.decode.PageFile;
import io.deltabook.job.parquet.delta.column.ChunkColumn;
import io.deltabook.job.parquet.dialect.BookLevels;
import io.deltabook.job.parquet.dialect.DeltaColumnBinding;
import io.deltabook.job.parquet.dialect.DeltaField;
import io.deltabook.job.parquet.dialect.DialectMatch;
import io.deltabook.job.parquet.dialect.TableFormat;
import io.deltabook.job.parquet.file.FooterGuard;
import io.deltabook.job.parquet.file.ParquetFailures;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.schema.MessageType;

/** An open input file whose footer was read and whose columns were bound. Not thread-safe. */
public final class DeltaFile implements Closeable {
    private final Path path;
    private final ParquetFileReader reader;
    private final DeltaColumnBinding binding;
    private PageFile pages;
    private boolean isReadAhead;

    private DeltaFile(Path path, ParquetFileReader reader, DeltaColumnBinding binding) {
        this.path = path;
        this.reader = reader;
        this.binding = binding;
    }

    /**
     * Opens a file.
     *
     * @param table the table it holds
     * @param format how its columns are read
     * @throws BadFileException if it is not Parquet, is damaged or lacks a column
     */
    public static DeltaFile open(Path path, InputTable table, TableFormat format)
            throws IOException {
        ParquetFileReader reader = FooterGuard.open(path);
        try {
            MessageType schema = reader.getFooter().getFileMetaData().getSchema();
            DeltaColumnBinding binding = DeltaColumnBinding.bind(path, schema, table, format);
            new FooterCheck(path, binding).check(reader.getRowGroups());
            return new DeltaFile(path, reader, binding);
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw ParquetFailures.of(path, "footer", e);
        }
    }

    /**
     * The table indicated by a file's columns.
     *
     * @param named columns named by the user
     * @throws BadFileException if it is not Parquet or its footer is damaged
     */
    public static InputTable tableOf(Path path, Map<DeltaField, String> named) throws IOException {
        try (ParquetFileReader reader = FooterGuard.open(path)) {
            MessageType schema = reader.getFooter().getFileMetaData().getSchema();
            if (BookLevels.isAny(schema, named)) {
                return InputTable.BOOK;
            }
            boolean isTrades =
                    isFound(schema, InputTable.TRADES, named)
                            && !isFound(schema, InputTable.DELTAS, named);
            return isTrades ? InputTable.TRADES : InputTable.DELTAS;
        }
    }

    private static boolean isFound(
            MessageType schema, InputTable table, Map<DeltaField, String> named) {
        return DialectMatch.nearest(schema, table, named).missing().isEmpty();
    }

    public Path path() {
        return path;
    }

    public DeltaColumnBinding binding() {
        return binding;
    }

    public List<BlockMetaData> rowGroups() {
        return reader.getRowGroups();
    }

    public ParquetFileReader parquet() {
        return reader;
    }

    /** An entry of the footer's key-value metadata, null where there is none. */
    public String footer(String key) {
        return reader.getFileMetaData().getKeyValueMetaData().get(key);
    }

    MessageType schema() {
        return reader.getFileMetaData().getSchema();
    }

    public long rows() {
        long rows = 0;
        for (BlockMetaData rowGroup : reader.getRowGroups()) {
            rows += rowGroup.getRowCount();
        }
        return rows;
    }

    /**
     * A cursor over some columns, before the first row. Use only one cursor of a file at a time.
     */
    public RowGroupCursor cursor(List<ChunkColumn> columns) {
        return new RowGroupCursor(this, columns);
    }

    /** Tells, before anything else is read, that rows will be read up to the end of the file. */
    void readAhead() {
        isReadAhead = true;
    }

    /** The file from which columns read their pages. */
    public PageFile pages() throws IOException {
        if (pages == null) {
            pages = PageFile.open(path, reader.getFileMetaData().getCreatedBy(), isReadAhead);
        }
        return pages;
    }

    @Override
    public void close() throws IOException {
        try (ParquetFileReader closed = reader) {
            if (pages != null) {
                pages.close();
            }
        }
    }
}
