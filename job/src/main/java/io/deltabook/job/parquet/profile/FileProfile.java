// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.profile;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.InputTable;
import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.parquet.delta.RowOwners;
import io.deltabook.job.parquet.dialect.TableFormat;
import io.deltabook.job.parquet.file.FooterGuard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.FileMetaData;

/**
 * A description of one Parquet file, whether or not it is usable.
 *
 * @param path the file
 * @param bytes its size
 * @param writer the program that wrote it, null if unknown
 * @param metadata key-value metadata of the footer
 * @param rowGroups its row groups
 * @param columns its columns
 * @param contents what its rows mean, null if {@code problem} is set
 * @param problem why its rows cannot be read, null if they can
 */
public record FileProfile(
        Path path,
        long bytes,
        String writer,
        Map<String, String> metadata,
        RowGroupSizes rowGroups,
        List<ColumnProfile> columns,
        FileContents contents,
        String problem) {

    /**
     * Inspects a file: the footer and, where it does not suffice, parts of some columns.
     *
     * @param format how the columns of its table are read
     * @throws BadFileException if it is not Parquet or its footer is damaged
     */
    public static FileProfile of(Path path, RowOwners owners, TableFormat format)
            throws IOException {
        return of(path, owners, format, null);
    }

    /**
     * As {@link #of(Path, RowOwners, TableFormat)}, of a file whose table is known.
     *
     * @param table the table, null to tell it from the columns
     */
    public static FileProfile of(Path path, RowOwners owners, TableFormat format, InputTable table)
            throws IOException {
        try (ParquetFileReader reader = FooterGuard.open(path)) {
            FileMetaData footer = reader.getFooter().getFileMetaData();
            FileContents contents = null;
            String problem = null;
            try {
                contents = FileContents.of(path, owners, format, table);
            } catch (BadFileException e) {
                problem = e.problem();
            } catch (BadInputException e) {
                problem = e.getMessage();
            }
            return new FileProfile(
                    path,
                    Files.size(path),
                    footer.getCreatedBy(),
                    new TreeMap<>(footer.getKeyValueMetaData()),
                    RowGroupSizes.of(reader.getRowGroups()),
                    ColumnProfile.of(footer.getSchema(), reader.getRowGroups()),
                    contents,
                    problem);
        }
    }
}
