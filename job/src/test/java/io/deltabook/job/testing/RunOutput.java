// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.output.DataFiles;
import io.deltabook.job.parquet.testing.DuckDb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a run committed, as DuckDB reads it. In the queries {@code $events}, {@code $quotes}, {@code
 * $periods}, {@code $rejects}, {@code $incidents} and {@code $statistics} stand for the datasets,
 * the columns of their paths included.
 *
 * @param folder output folder
 * @param restores how often the run resumed from a checkpoint
 */
public record RunOutput(Path folder, long restores) {
    private static final List<String> DATASETS =
            List.of("events", "quotes", "periods", "rejects", "incidents", "statistics");

    /** The relation of a dataset. */
    public String dataset(String name) {
        return "read_parquet('%s/**/*.parquet', hive_partitioning = true, hive_types_autocast = false)"
                .formatted(folder.resolve(name));
    }

    /** Rows of a query, values joined by {@code |}. */
    public List<String> rows(String sql) {
        String query = sql;
        for (String dataset : DATASETS) {
            query = query.replace("$" + dataset, dataset(dataset));
        }
        return DuckDb.rows(query);
    }

    /** The single row of a query. */
    public String row(String sql) {
        List<String> rows = rows(sql);
        assertThat(rows).as(sql).hasSize(1);
        return rows.get(0);
    }

    /** A query's only row is this one. */
    public void assertRow(String sql, String expected) {
        assertThat(row(sql)).isEqualTo(expected);
    }

    /** A query's rows are these, in this order. */
    public void assertRows(String sql, String... expected) {
        assertThat(rows(sql)).containsExactly(expected);
    }

    public long number(String sql) {
        return Long.parseLong(row(sql));
    }

    public boolean has(String dataset) {
        return !committed(folder.resolve(dataset)).isEmpty();
    }

    /** Files under their final names; the job may be renaming others meanwhile. */
    public static List<Path> committed(Path folder) {
        try {
            return DataFiles.below(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every dataset of both runs has the same rows, in all columns, as often. */
    public void assertSameAs(RunOutput other) {
        assertSameAs(other, DATASETS, "*");
    }

    public void assertSameAs(RunOutput other, List<String> datasets, String columns) {
        for (String dataset : datasets) {
            assertThat(has(dataset)).as("there are " + dataset).isEqualTo(other.has(dataset));
            if (has(dataset)) {
                assertThat(without(dataset, columns, other)).as("more " + dataset).isEmpty();
                assertThat(other.without(dataset, columns, this)).as("fewer " + dataset).isEmpty();
            }
        }
    }

    private List<String> without(String dataset, String columns, RunOutput other) {
        return DuckDb.rows(
                "select %s from %s except all select %1$s from %s limit 3"
                        .formatted(columns, dataset(dataset), other.dataset(dataset)));
    }

    /**
     * What holds of every output: numbers without holes, each row in the folder of its hour, rows
     * of a file in order, files of an hour one after another, and every input row accounted for.
     */
    public void assertSound() {
        assertThat(
                        rows(
                                """
                                select exchange, symbol, min(event_seq), max(event_seq) + 1 - count(*),
                                    count(*) - count(distinct event_seq)
                                from $events group by all
                                having min(event_seq) <> 0 or max(event_seq) + 1 <> count(*)
                                    or count(distinct event_seq) <> count(*)
                                """))
                .as("numbers with holes or twice")
                .isEmpty();
        assertThat(
                        rows(
                                """
                                select distinct date, hour, event_timestamp from $events
                                where date <> strftime(event_timestamp, '%Y-%m-%d')
                                    or hour <> strftime(event_timestamp, '%H') limit 3
                                """))
                .as("rows outside the folder of their hour")
                .isEmpty();
        assertFilesInOrder();
        assertThat(
                        rows(
                                """
                                select exchange, symbol from $statistics
                                where rows_in <> delta_events - repair_events - difference_events
                                    + snapshot_rows + rejected_rows + id_only_rows + stale_rows
                                    + late_rows + duplicate_rows
                                """))
                .as("lanes with rows not accounted for")
                .isEmpty();
        assertStatisticsCountTheEvents();
        assertThat(VerifiedOutput.of(folder).findings()).as("what verify finds").isEmpty();
    }

    private void assertFilesInOrder() {
        String files = dataset("events").replace(")", ", filename = true, file_row_number = true)");
        assertThat(
                        DuckDb.rows(
                                """
                                select filename from (select filename, event_seq, lag(event_seq) over
                                    (partition by filename order by file_row_number) previous from %s)
                                where event_seq <= previous limit 3
                                """
                                        .formatted(files)))
                .as("files whose rows are not in order")
                .isEmpty();
        assertThat(
                        DuckDb.rows(
                                """
                                with files as (select exchange, symbol, date, hour, filename,
                                    min(event_seq) lowest, max(event_seq) highest from %s group by all)
                                select a.filename, b.filename from files a join files b
                                    using (exchange, symbol, date, hour)
                                where a.filename <> b.filename
                                    and a.lowest <= b.highest and b.lowest <= a.highest limit 3
                                """
                                        .formatted(files)))
                .as("files of an hour that overlap")
                .isEmpty();
    }

    private void assertStatisticsCountTheEvents() {
        assertThat(
                        rows(
                                """
                                select exchange, symbol, count(*),
                                    count(*) filter (event_type = 'BOOK_DELTA'),
                                    count(*) filter (event_type = 'BOOK_SNAPSHOT')
                                from $events group by all order by all
                                """))
                .as("events by lane and type")
                .isEqualTo(
                        rows(
                                """
                                select exchange, symbol, events, delta_events, snapshot_events
                                from $statistics where events > 0 order by all
                                """));
    }
}
