// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job;

import io.deltabook.job.parquet.testing.DuckDb;
import io.deltabook.job.testing.BookRecording;
import io.deltabook.job.testing.JobCluster;
import io.deltabook.job.testing.RunOutput;
import io.deltabook.job.testing.TestRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Full books whose levels are lists give, through the whole job, what they give in columns. */
final class ListedBooksITCase {
    @RegisterExtension static final JobCluster CLUSTER = new JobCluster();

    private static final int BOOKS = 2_000;
    private static final int ROWS_OF_FILE = 700;

    /** The columns of both sides, made of the levels of a book. */
    private static final Map<String, String> SHAPES =
            Map.of(
                    "structs",
                    """
                            list({'price': price, 'amount': quantity} order by level)
                                filter (side = 'bid') as bids,
                            list({'price': price, 'amount': quantity} order by level)
                                filter (side = 'ask') as asks
                            """,
                    "pairs",
                    """
                            list([price::varchar, quantity::varchar] order by level)
                                filter (side = 'bid') as bids,
                            list([price::varchar, quantity::varchar] order by level)
                                filter (side = 'ask') as asks
                            """,
                    "columns",
                    """
                            list(price::decimal(12, 4) order by level)
                                filter (side = 'bid') as bid_prices,
                            list(quantity::float order by level) filter (side = 'bid') as bid_sizes,
                            list(price::decimal(30, 4) order by level)
                                filter (side = 'ask') as ask_prices,
                            list(quantity order by level) filter (side = 'ask') as ask_sizes
                            """);

    @TempDir private static Path folder;

    private static Path wide;
    private static BookRecording recording;

    @BeforeAll
    static void record() {
        wide = folder.resolve("wide");
        recording = BookRecording.write(wide, "BTC", BOOKS, ROWS_OF_FILE);
    }

    private static Path listed(String shape) throws Exception {
        Path input = Files.createDirectories(folder.resolve("input-" + shape));
        Files.copy(wide.resolve("BTC_trades.parquet"), input.resolve("BTC_trades.parquet"));
        for (int file = 0; file * ROWS_OF_FILE < BOOKS; file++) {
            DuckDb.run(
                    """
                    copy (
                        select 'binance' as exchange, 'BTC' as symbol, micros as "timestamp",
                            micros + 250 as local_timestamp, %s
                        from %s where book // %d = %d group by micros order by micros
                    ) to '%s' (format parquet, parquet_version %s, row_group_size 2048)
                    """
                            .formatted(
                                    SHAPES.get(shape),
                                    recording.relation(),
                                    ROWS_OF_FILE,
                                    file,
                                    input.resolve("BTC_book_%02d.parquet".formatted(file)),
                                    file == 1 ? "v2" : "v1"));
        }
        return input;
    }

    private static RunOutput run(String name, boolean hasDifferences, Path input) throws Exception {
        RunOutput output =
                TestRun.of(folder.resolve(name + "-" + hasDifferences), input)
                        .set("checkpoint.interval", "50ms")
                        .set("snapshot.diff", hasDifferences)
                        .parallelism(1)
                        .on(CLUSTER);
        output.assertSound();
        return output;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theEventsAreThoseOfTheSameBooksInColumns(boolean hasDifferences) throws Exception {
        RunOutput expected = run("wide", hasDifferences, wide);
        expected.assertRow(
                "select count(*) from $events where snapshot_kind = 'RESYNC'",
                String.valueOf(BOOKS));
        for (String shape : SHAPES.keySet()) {
            RunOutput output = run(shape, hasDifferences, listed(shape + hasDifferences, shape));
            output.assertSameAs(expected, List.of("events", "quotes", "periods"), "*");
        }
    }

    private static Path listed(String name, String shape) throws Exception {
        Path input = listed(shape);
        return Files.move(input, folder.resolve("input-of-" + name));
    }

    /** One row alone is more than a batch: it is a snapshot as deep as the book may be. */
    @Test
    void aBookOfMoreLevelsThanABatchHasRowsIsOneSnapshot() throws Exception {
        Path input = Files.createDirectories(folder.resolve("deep"));
        DuckDb.run(
                """
                copy (
                    select 'binance' as exchange, 'BTC' as symbol,
                        1700000000000000 + i * 1000000 as "timestamp",
                        list_transform(range(case when i = 1 then 15000 else 3 end),
                            k -> {'price': 20000 - k, 'size': 1 + i}) as bids,
                        list_transform(range(case when i = 1 then 12000 else 3 end),
                            k -> {'price': 20001 + k, 'size': 1 + i}) as asks
                    from range(3) r(i)
                ) to '%s' (format parquet)
                """
                        .formatted(input.resolve("books.parquet")));
        RunOutput output =
                TestRun.of(folder.resolve("deep-out"), input)
                        .set("book.depth.retained", 20_000)
                        .set("snapshot.anchor-depth", 20_000)
                        .parallelism(1)
                        .on(CLUSTER);

        output.assertSound();
        output.assertRows(
                """
                                select len(bids), len(asks), bids[len(bids)].price::bigint,
                                    asks[len(asks)].price::bigint
                                from $events where snapshot_kind = 'RESYNC' order by event_seq
                                """,
                "3|3|19998|20003",
                "15000|12000|5001|32000",
                "3|3|19998|20003");
    }
}
