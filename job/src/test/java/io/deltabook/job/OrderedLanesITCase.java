// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.parquet.testing.DuckDb;
import io.deltabook.job.testing.JobCluster;
import io.deltabook.job.testing.RunOutput;
import io.deltabook.job.testing.TestRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A lane of many files is read in its order, whatever order the file system lists them in. */
final class OrderedLanesITCase {
    @RegisterExtension static final JobCluster CLUSTER = new JobCluster();

    private static final int ROWS_OF_FILE = 3_000;

    /** Days in the order in which their files are created. */
    private static final List<Integer> CREATED = List.of(7, 2, 10, 1, 5, 3, 8, 9, 6, 4);

    /** One symbol with a folder a day, and one with a file a day, numbered without zeros. */
    private static final List<String> DAYS =
            IntStream.rangeClosed(1, 10).mapToObj("dt=2024-08-%02d"::formatted).toList();

    private static final List<String> NUMBERS =
            IntStream.rangeClosed(1, 10).mapToObj("%d.parquet"::formatted).toList();

    @TempDir private static Path folder;

    private static Path folders;
    private static Path files;

    @BeforeAll
    static void write() throws IOException {
        folders = folder.resolve("a/deltas/exchange=X/symbol=BTC-USDT");
        files = folder.resolve("b/deltas/exchange=X/symbol=ETH-USDT");
        for (int day : CREATED) {
            write(day, folders.resolve(DAYS.get(day - 1)).resolve("1.parquet"));
            write(day, files.resolve(NUMBERS.get(day - 1)));
        }
    }

    @Test
    void tenDayFilesOfTwoSymbolsComeOutInOrder() throws Exception {
        assertThat(listing(folders)).hasSameElementsAs(DAYS).isNotEqualTo(DAYS);
        assertThat(listing(files)).hasSameElementsAs(NUMBERS).isNotEqualTo(NUMBERS);

        RunOutput output =
                TestRun.of(folder.resolve("output"), folder.resolve("a"), folder.resolve("b"))
                        .set("book.cold-start", "build")
                        .set("crossed.policy", "off")
                        .parallelism(2)
                        .on(CLUSTER);

        output.assertSound();
        output.assertRows(
                """
                                select symbol, mode, rows_in, delta_events, gaps, stale + late + duplicates
                                from $statistics order by symbol
                                """,
                "BTC-USDT|range|30000|30000|0|0",
                "ETH-USDT|range|30000|30000|0|0");
        assertThat(
                        output.rows(
                                """
                                select symbol, event_seq, delta_quantity from (select *, row_number()
                                        over (partition by symbol order by event_seq) n
                                    from $events where event_type = 'BOOK_DELTA')
                                where delta_quantity <> n order by all limit 3
                                """))
                .as("the quantity of a row is its place in the lane")
                .isEmpty();
    }

    /** Rows of a day: messages of three rows with ids in sequence, numbered by their quantity. */
    private static void write(int day, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        DuckDb.run(
                """
                copy (select 1722470400000000000 + %1$d * 86400000000000 + i // 3 * 1000000 origin_time,
                        (%1$d - 1) * %2$d + i // 3 + 1 first_update_id, first_update_id update_id,
                        case when i %% 2 = 0 then 'bid' else 'ask' end side,
                        case when i %% 2 = 0 then 100.5 - i %% 20 else 101.5 + i %% 20 end::double price,
                        ((%1$d - 1) * %3$d + i + 1)::double new_quantity, false is_snapshot
                    from range(%3$d) t(i) order by i) to '%4$s' (format parquet)
                """
                        .formatted(day, ROWS_OF_FILE / 3, ROWS_OF_FILE, file));
    }

    private static List<String> listing(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        }
    }
}
