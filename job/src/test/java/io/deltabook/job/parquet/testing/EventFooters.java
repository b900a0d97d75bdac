// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.PrimitiveComparator;

/** What the footer of an events file claims about its columns. */
public final class EventFooters {
    private EventFooters() {}

    public static ParquetMetadata read(Path file) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
            return reader.getFooter();
        }
    }

    /** A line a column: what the statistics of its row groups say of the whole file. */
    public static List<String> columns(Path file) throws IOException {
        Map<String, Claims> columns = new LinkedHashMap<>();
        for (BlockMetaData block : read(file).getBlocks()) {
            for (ColumnChunkMetaData chunk : block.getColumns()) {
                columns.computeIfAbsent(chunk.getPath().toDotString(), name -> new Claims())
                        .add(chunk);
            }
        }
        List<String> lines = new ArrayList<>();
        columns.forEach((name, claims) -> lines.add(name + claims));
        return lines;
    }

    private static final class Claims {
        private long values;
        private long nulls;
        private long textBytes;
        private final List<Long> repetitions = new ArrayList<>();
        private final List<Long> definitions = new ArrayList<>();
        private Comparable<?> smallest;
        private Comparable<?> largest;
        private String smallestText;
        private String largestText;

        private void add(ColumnChunkMetaData chunk) {
            values += chunk.getValueCount();
            nulls += chunk.getStatistics().getNumNulls();
            SizeStatistics sizes = chunk.getSizeStatistics();
            textBytes += sizes.getUnencodedByteArrayDataBytes().orElse(0L);
            add(sizes.getRepetitionLevelHistogram(), repetitions);
            add(sizes.getDefinitionLevelHistogram(), definitions);
            if (chunk.getStatistics().hasNonNullValue()) {
                addRange(chunk);
            }
        }

        private static void add(List<Long> histogram, List<Long> to) {
            for (int level = 0; level < histogram.size(); level++) {
                if (level == to.size()) {
                    to.add(0L);
                }
                to.set(level, to.get(level) + histogram.get(level));
            }
        }

        @SuppressWarnings({"unchecked", "rawtypes"})
        private void addRange(ColumnChunkMetaData chunk) {
            PrimitiveComparator order = chunk.getPrimitiveType().comparator();
            Comparable<?> min = chunk.getStatistics().genericGetMin();
            Comparable<?> max = chunk.getStatistics().genericGetMax();
            if (smallest == null || order.compare(min, smallest) < 0) {
                smallest = min;
                smallestText = chunk.getStatistics().minAsString();
            }
            if (largest == null || order.compare(max, largest) > 0) {
                largest = max;
                largestText = chunk.getStatistics().maxAsString();
            }
        }

        @Override
        public String toString() {
            return " values=%d nulls=%d %s..%s texts=%d levels=%s,%s"
                    .formatted(
                            values,
                            nulls,
                            smallestText,
                            largestText,
                            textBytes,
                            repetitions,
                            definitions);
        }
    }
}
