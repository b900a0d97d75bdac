// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.profile;

import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.parquet.delta.DeltaFile;
import io.deltabook.job.parquet.dialect.DeltaField;
import io.deltabook.job.parquet.file.ColumnChunks;
import io.deltabook.job.parquet.file.ParquetFailures;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.EncodingStats;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.DictionaryPageReadStore;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.api.Binary;

/** The distinct strings of a column, from statistics and dictionaries alone. */
final class DistinctTexts {
    private static final Set<Encoding> LEVELS_OR_DICTIONARY =
            EnumSet.of(Encoding.PLAIN_DICTIONARY, Encoding.RLE, Encoding.BIT_PACKED);

    private DistinctTexts() {}

    /** The values, including null if some are null; null if they cannot be determined this way. */
    static Set<String> of(DeltaFile file, DeltaField field) throws IOException {
        ColumnDescriptor column = file.binding().column(field);
        Set<String> values = new HashSet<>();
        for (BlockMetaData rowGroup : file.rowGroups()) {
            if (rowGroup.getRowCount() > 0
                    && !addValues(
                            file, rowGroup, ColumnChunks.of(rowGroup, column), column, values)) {
                return null;
            }
        }
        return values;
    }

    private static boolean addValues(
            DeltaFile file,
            BlockMetaData rowGroup,
            ColumnChunkMetaData chunk,
            ColumnDescriptor column,
            Set<String> values)
            throws IOException {
        Statistics<?> statistics = chunk == null ? null : chunk.getStatistics();
        boolean mayBeNull = column.getMaxDefinitionLevel() > 0;
        if (statistics == null || mayBeNull && !statistics.isNumNullsSet()) {
            return false;
        }
        if (mayBeNull && statistics.getNumNulls() > 0) {
            values.add(null);
            if (statistics.getNumNulls() == rowGroup.getRowCount()) {
                return true;
            }
        }
        if (statistics.hasNonNullValue()
                && statistics.genericGetMin().equals(statistics.genericGetMax())) {
            values.add(((Binary) statistics.genericGetMin()).toStringUsingUTF8());
            return true;
        }
        return isWhollyDictionary(chunk) && addDictionary(file, rowGroup, column, values);
    }

    private static boolean isWhollyDictionary(ColumnChunkMetaData chunk) {
        EncodingStats stats = chunk.getEncodingStats();
        if (stats != null) {
            return stats.hasDictionaryEncodedPages() && !stats.hasNonDictionaryEncodedPages();
        }
        return chunk.getEncodings().contains(Encoding.PLAIN_DICTIONARY)
                && LEVELS_OR_DICTIONARY.containsAll(chunk.getEncodings());
    }

    private static boolean addDictionary(
            DeltaFile file, BlockMetaData rowGroup, ColumnDescriptor column, Set<String> values)
            throws IOException {
        try (DictionaryPageReadStore pages = file.parquet().getDictionaryReader(rowGroup)) {
            DictionaryPage page = pages.readDictionaryPage(column);
            if (page == null) {
                return false;
            }
            Dictionary dictionary = page.getEncoding().initDictionary(column, page);
            for (int id = 0; id <= dictionary.getMaxId(); id++) {
                values.add(dictionary.decodeToBinary(id).toStringUsingUTF8());
            }
            return true;
        } catch (OutOfMemoryError e) {
            throw new BadFileException(
                    file.path(),
                    "dictionary of column %s must fit into the heap, but does not"
                            .formatted(column.getPath()[0]),
                    e);
        } catch (IOException | RuntimeException e) {
            String where = "dictionary of column " + column.getPath()[0];
            throw ParquetFailures.of(file.path(), where, e);
        }
    }
}
