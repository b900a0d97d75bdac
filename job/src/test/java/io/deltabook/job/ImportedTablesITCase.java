// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.importing.ImportFormat;
import io.deltabook.job.importing.ImportResult;
import io.deltabook.job.importing.ImportSettings;
import io.deltabook.job.importing.Importer;
import io.deltabook.job.parquet.dialect.TableFormat;
import io.deltabook.job.testing.JobCluster;
import io.deltabook.job.testing.RunOutput;
import io.deltabook.job.testing.TestRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Runs over trades and book snapshots of Tardis, with and without deltas. */
final class ImportedTablesITCase {
    @RegisterExtension static final JobCluster CLUSTER = new JobCluster();

    private static final String COMMON = "exchange,symbol,timestamp,local_timestamp,";
    private static final String LANE = "binance,BTCUSDT,";

    private static final String LEVELS =
            "array_to_string(list_transform(%s, lambda l: l.price::double || ':' || l.quantity::double), ' ')";

    @TempDir private Path folder;

    private void write(String type, String header, String... rows) throws IOException {
        Path csv = Files.createDirectories(folder.resolve("csv"));
        StringBuilder text = new StringBuilder(COMMON).append(header).append('\n');
        for (String row : rows) {
            text.append(LANE).append(row).append('\n');
        }
        Files.writeString(
                csv.resolve("binance_" + type + "_2024-08-08_BTCUSDT.csv"), text.toString());
    }

    private void writeBooks() throws IOException {
        write(
                "book_snapshot_5",
                "asks[0].price,asks[0].amount,bids[0].price,bids[0].amount,asks[1].price,asks[1].amount,bids[1].price,bids[1].amount",
                "1723075201000000,1723075201000100,101,1,100,2,102,4,99,3",
                "1723075205000000,1723075205000100,101,1,100,7,,,99,3");
    }

    private RunOutput run() throws Exception {
        ImportSettings settings =
                new ImportSettings(
                        List.of(folder.resolve("csv")),
                        folder.resolve("imported"),
                        ImportFormat.TARDIS,
                        null,
                        "UNKNOWN",
                        null,
                        TableFormat.BY_COLUMNS,
                        2,
                        ImportSettings.GROUP_VALUES);
        ImportResult result = new Importer(settings, (read, total) -> {}).run();
        assertThat(result.bad()).isEmpty();
        RunOutput output =
                TestRun.of(folder.resolve("out"), folder.resolve("imported"))
                        .parallelism(1)
                        .on(CLUSTER);
        output.assertSound();
        return output;
    }

    @Test
    void tradesAndBooksAreMergedIntoTheDeltas() throws Exception {
        write(
                "incremental_book_L2",
                "is_snapshot,side,price,amount",
                "1723075200000000,1723075200000100,true,bid,100,2",
                "1723075200000000,1723075200000100,true,bid,99,3",
                "1723075200000000,1723075200000100,true,ask,101,1",
                "1723075200000000,1723075200000100,true,ask,102,4",
                "1723075203000000,1723075203000100,false,bid,100,7",
                "1723075204000000,1723075204000100,false,ask,102,0");
        write(
                "trades",
                "id,side,price,amount",
                "1723075202000000,1723075202000100,17,buy,101,0.5",
                "1723075204500000,1723075204500100,18,unknown,100,0.25");
        writeBooks();

        RunOutput output = run();

        assertThat(
                        output.rows(
                                """
                                select event_type, snapshot_kind, trade_id, trade_side,
                                    trade_quantity::double, delta_price::double
                                from $events order by event_seq
                                """))
                .containsSubsequence(
                        "TRADE|null|17|BUY|0.5|null",
                        "BOOK_DELTA|null|null|null|null|100.0",
                        "BOOK_DELTA|null|null|null|null|102.0",
                        "TRADE|null|18|null|0.25|null");
        output.assertRows(
                "select trades_in, book_rows_in, rejected_rows from $statistics", "2|2|0");
    }

    @Test
    void booksAloneAreARecordingToo() throws Exception {
        writeBooks();

        RunOutput output = run();

        output.assertRows(
                "select distinct %s, %s from $events where event_type = 'BOOK_SNAPSHOT' order by all"
                        .formatted(LEVELS.formatted("bids"), LEVELS.formatted("asks")),
                "100.0:2.0 99.0:3.0|101.0:1.0 102.0:4.0",
                "100.0:7.0 99.0:3.0|101.0:1.0");
    }
}
