// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.Lane;
import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.parquet.delta.ParquetDeltaReader;
import io.deltabook.job.parquet.delta.UnlistedLanes;
import io.deltabook.job.parquet.dialect.DeltaDialect;
import io.deltabook.job.parquet.dialect.TableFormat;
import io.deltabook.job.parquet.testing.DeltaFileWriter;
import io.deltabook.job.parquet.testing.DeltaReads;
import io.deltabook.job.parquet.testing.DeltaRow;
import io.deltabook.job.parquet.testing.DeltaText;
import io.deltabook.job.parquet.testing.DuckDb;
import io.deltabook.job.parquet.testing.Lanes;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a file's pages is in memory, and what is not read at all. */
final class PageMemoryTest {
    private static final Lane BTC = Lanes.lane("BINANCE", "BTC-USDT", 8, 8);

    @TempDir Path folder;

    /** A row group is one page a column here, never in memory as a whole. */
    @Test
    void takesNoMemoryButThatOfTheBatches() throws IOException {
        int rows = 400_000;
        Path file =
                DeltaFileWriter.plain()
                        .withoutDictionary()
                        .rowsPerPage(20_000)
                        .write(path(), DeltaRow.market(5, rows, "BTC-USDT"));
        assertThat(DuckDb.value("select max(row_group_id) from parquet_metadata('" + file + "')"))
                .isEqualTo("0");
        read(file);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        assertThat(read(file)).isEqualTo(rows);
        long taken = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        long batches = rows * 73L;
        assertThat(Files.size(file)).isGreaterThan(20 << 20);
        assertThat(taken - batches).isLessThan(10 << 20);
    }

    private static long read(Path file) throws IOException {
        long rows = 0;
        try (ParquetDeltaReader reader =
                ParquetDeltaReader.open(
                        file,
                        TableFormat.of(DeltaDialect.NATIVE),
                        DeltaReads.BY_COLUMN,
                        List.of(BTC),
                        UnlistedLanes.REFUSE,
                        0)) {
            for (List<DeltaBatch> chunk = reader.readChunk();
                    chunk != null;
                    chunk = reader.readChunk()) {
                rows += chunk.get(0).size();
            }
        }
        return rows;
    }

    @Test
    void skipsPagesWithoutReadingThem() throws IOException {
        List<DeltaRow> rows = DeltaRow.market(3, 4_000, "BTC-USDT");
        Path file = DeltaFileWriter.plain().rowsPerPage(1_000).write(path(), rows);
        byte[] bytes = Files.readAllBytes(file);
        long page =
                Long.parseLong(
                        DuckDb.value(
                                "select data_page_offset from parquet_metadata('%s')"
                                                .formatted(file)
                                        + " where path_in_schema = 'price'"));
        bytes[(int) page + 200] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> DeltaReads.from(file, 999, BTC))
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining("a page must have the checksum");
        assertThat(DeltaText.of(DeltaReads.from(file, 1_000, BTC)))
                .isEqualTo(DeltaText.expected(rows, 1_000));
    }

    private Path path() {
        return folder.resolve("deltas.parquet");
    }
}
