// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.testing;

import io.deltabook.job.parquet.testing.DuckDb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A recording of full books as Tardis names it ({@code book_snapshot_25}), made by DuckDB: the best
 * levels of a market that moves up and down, so that levels come, go, change, and leave and enter
 * the window. The levels stand in a second file one by one, for queries.
 *
 * @param levels file of time in µs, side, price, quantity and level (1 is the best)
 */
public record BookRecording(Path levels) {
    private static final long FIRST_MICROS = 1_700_000_000_000_000L;
    private static final int DEPTH = 25;

    /** Writes books in files of this many rows, and trades between them. */
    public static BookRecording write(Path folder, String symbol, int books, int rowsOfFile) {
        Path levels =
                folder.resolveSibling(folder.getFileName() + "-" + symbol + "-levels.parquet");
        create(folder);
        DuckDb.run(
                """
                copy (
                    with books as (
                        select i as t, 1000 + (30 * sin(i / 40.0) + 8 * sin(i / 7.0))::bigint as mid
                        from range(%1$d) r(i)),
                    places as (
                        select t, 'bid' as side, mid - k as tick, k from books, range(1, 61) x(k)
                        union all
                        select t, 'ask', mid - 1 + k, k from books, range(1, 61) x(k)),
                    quantities as (
                        select *, (hash(tick, side, (t + tick %% 17) // 9) %% 4)::int as eighths
                        from places)
                    select %2$d + t * 100000 as micros, side, tick / 10.0 as price,
                        eighths / 8.0 as quantity,
                        row_number() over (partition by t, side order by k) as level
                    from quantities where eighths > 0 qualify level <= %3$d
                ) to '%4$s' (format parquet)
                """
                        .formatted(books, FIRST_MICROS, DEPTH, levels));
        long microsOfFile = rowsOfFile * 100_000L;
        for (int file = 0; file * rowsOfFile < books; file++) {
            DuckDb.run(
                    """
                    copy (
                        select 'binance' as exchange, '%s' as symbol, micros as "timestamp",
                            micros + 250 as local_timestamp, %s
                        from read_parquet('%s')
                        where micros between %d and %d group by micros order by micros
                    ) to '%s' (format parquet, row_group_size 2048)
                    """
                            .formatted(
                                    symbol,
                                    String.join(", ", columns()),
                                    levels,
                                    FIRST_MICROS + file * microsOfFile,
                                    FIRST_MICROS + (file + 1) * microsOfFile - 1,
                                    folder.resolve(
                                            "%s_book_%02d.parquet".formatted(symbol, file))));
        }
        writeTrades(folder, symbol, books);
        return new BookRecording(levels);
    }

    private static void writeTrades(Path folder, String symbol, int trades) {
        DuckDb.run(
                """
                copy (
                    select 'binance' as exchange, '%s' as symbol, %d + i * 70000 as "timestamp",
                        %d + i * 70000 + 300 as local_timestamp, i as id,
                        case when i %% 2 = 0 then 'buy' else 'sell' end as side,
                        100.5 as price, 0.25 as amount
                    from range(%d) r(i)
                ) to '%s' (format parquet)
                """
                        .formatted(
                                symbol,
                                FIRST_MICROS,
                                FIRST_MICROS,
                                trades,
                                folder.resolve(symbol + "_trades.parquet")));
    }

    private static void create(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> columns() {
        List<String> columns = new ArrayList<>();
        for (int level = 0; level < DEPTH; level++) {
            for (String side : List.of("ask", "bid")) {
                String of = "filter (side = '%s' and level = %d)".formatted(side, level + 1);
                columns.add("max(price) %s as \"%ss[%d].price\"".formatted(of, side, level));
                columns.add("max(quantity) %s as \"%ss[%d].amount\"".formatted(of, side, level));
            }
        }
        return columns;
    }

    /** The levels as a relation of SQL, with the number of their book from 0. */
    public String relation() {
        return "(select *, dense_rank() over (order by micros) - 1 as book from read_parquet('%s'))"
                .formatted(levels);
    }
}
