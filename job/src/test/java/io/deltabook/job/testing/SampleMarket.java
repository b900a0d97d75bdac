// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.testing;

import io.deltabook.job.generate.FileCodec;
import io.deltabook.job.generate.synthetic.GenerateSettings;
import io.deltabook.job.generate.synthetic.SyntheticMarket;
import io.deltabook.job.parquet.testing.DuckDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Generated input with every kind of fault, and the same rows in other files. */
public final class SampleMarket {
    private SampleMarket() {}

    /**
     * Generates lanes in Hive folders, midnight inside.
     *
     * @param fileRows rows of a file, and so the most rows of a batch
     */
    public static void generate(Path folder, long rows, int symbols, long seed, long fileRows)
            throws IOException {
        new SyntheticMarket(
                        new GenerateSettings(
                                folder,
                                rows,
                                symbols,
                                seed,
                                null,
                                10,
                                1_000,
                                fileRows,
                                FileCodec.SNAPPY,
                                false,
                                false))
                .write();
    }

    /** The rows of a generated market as it was written: {@code symbol}, {@code n} from 1 on. */
    public static String rowsInOrder(Path market) {
        return """
        (select *, row_number() over (partition by symbol
                order by dt, parse_filename(filename, true)::int, file_row_number) n
            from read_parquet('%s/deltas/**/*.parquet', hive_partitioning = true,
                hive_types_autocast = false, filename = true, file_row_number = true))
        """
                .formatted(market);
    }

    /** Writes all symbols of a market row by row in turn into one file, of another exchange. */
    public static void mixInOneFile(Path market, Path folder, String exchange) throws IOException {
        Files.createDirectories(folder);
        copy(
                "select '%s' exchange, symbol, %s from %s order by n, symbol"
                        .formatted(exchange, COLUMNS, rowsInOrder(market)),
                folder.resolve("mixed.parquet"),
                7_000);
    }

    /** Rewrites each lane of a market, cut into other files and row groups. */
    public static void recut(Path market, Path folder, int fileRows) throws IOException {
        List<String> parts =
                DuckDb.rows(
                        "select distinct exchange, symbol, n // %d from %s order by all"
                                .formatted(fileRows, rowsInOrder(market)));
        for (String part : parts) {
            String[] lane = part.split("\\|");
            Path target =
                    folder.resolve("deltas/exchange=%s/symbol=%s".formatted(lane[0], lane[1]));
            Files.createDirectories(target);
            copy(
                    "select %s from %s where symbol = '%s' and n // %d = %s order by n"
                            .formatted(COLUMNS, rowsInOrder(market), lane[1], fileRows, lane[2]),
                    target.resolve(lane[2] + ".parquet"),
                    2_048);
        }
    }

    private static final String COLUMNS =
            """
            origin_time, received_time, update_id, first_update_id, prev_update_id, side, price,
                new_quantity, is_snapshot
            """;

    private static void copy(String query, Path file, int rowGroupRows) {
        DuckDb.run(
                "copy (%s) to '%s' (format parquet, row_group_size %d)"
                        .formatted(query, file, rowGroupRows));
    }
}
