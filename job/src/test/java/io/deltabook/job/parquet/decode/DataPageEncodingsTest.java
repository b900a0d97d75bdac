// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.SequenceMode;
import io.deltabook.job.parquet.delta.RowOwners;
import io.deltabook.job.parquet.delta.UnlistedLanes;
import io.deltabook.job.parquet.dialect.TableFormat;
import io.deltabook.job.parquet.profile.ColumnProfile;
import io.deltabook.job.parquet.profile.FileProfile;
import io.deltabook.job.parquet.testing.DeltaFileWriter;
import io.deltabook.job.parquet.testing.DeltaReads;
import io.deltabook.job.parquet.testing.DeltaRow;
import io.deltabook.job.parquet.testing.DeltaText;
import io.deltabook.job.parquet.testing.DuckDb;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataPageEncodingsTest {
    private static final RowOwners OWNERS = new RowOwners("BINANCE", "BTC-USDT", "UNKNOWN", null);
    private static final Lane LANE =
            new Lane(new LaneId("BINANCE", "BTC-USDT"), "key", SequenceMode.CHAIN, 8, 8);

    @TempDir Path folder;

    /** Each file is read as what was written; together they hold every encoding there is. */
    @Test
    void readsEveryEncodingOfDataPages() throws IOException {
        Set<String> encodings = new TreeSet<>();
        List<DeltaRow> rows = DeltaRow.market(6, 1_000, "BTC-USDT");
        List<String> expected = DeltaText.expected(rows, 0);
        for (WriterVersion version : WriterVersion.values()) {
            for (DeltaFileWriter writer :
                    List.of(
                            DeltaFileWriter.plain(),
                            DeltaFileWriter.plain().withoutDictionary(),
                            DeltaFileWriter.plain().withoutDictionary().withByteStreamSplit())) {
                Path file = writer.version(version).write(folder.resolve("x.parquet"), rows);
                assertThat(
                                DeltaText.of(
                                        DeltaReads.read(
                                                file, OWNERS, UnlistedLanes.REFUSE, 0, LANE)))
                        .isEqualTo(expected);
                addEncodings(file, encodings);
            }
        }
        Path ofDuckDb = folder.resolve("duckdb.parquet");
        DuckDb.run(
                "copy (select * from '%s') to '%s' (format parquet, parquet_version v2, dictionary_size_limit 1)"
                        .formatted(folder.resolve("x.parquet"), ofDuckDb));
        assertThat(DeltaText.of(DeltaReads.read(ofDuckDb, OWNERS, UnlistedLanes.REFUSE, 0, LANE)))
                .isEqualTo(expected);
        addEncodings(ofDuckDb, encodings);
        assertThat(encodings)
                .containsExactly(
                        "BYTE_STREAM_SPLIT",
                        "DELTA_BINARY_PACKED",
                        "DELTA_BYTE_ARRAY",
                        "DELTA_LENGTH_BYTE_ARRAY",
                        "PLAIN",
                        "PLAIN_DICTIONARY",
                        "RLE",
                        "RLE_DICTIONARY");
    }

    private static void addEncodings(Path file, Set<String> encodings) throws IOException {
        for (ColumnProfile column :
                FileProfile.of(file, OWNERS, TableFormat.BY_COLUMNS).columns()) {
            encodings.addAll(column.encodings());
        }
    }
}
