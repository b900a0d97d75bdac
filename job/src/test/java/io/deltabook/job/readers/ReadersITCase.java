// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.job.golden.Golden;
import io.deltabook.job.parquet.testing.DuckDb;
import io.deltabook.job.testing.RunOutput;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Other readers open events, quotes and periods of real captures and agree on counts, sums, times
 * and types. Spark, whose libraries do not go with Flink's, does so in the module {@code readers}.
 */
final class ReadersITCase {
    @RegisterExtension static final GoldenOutput GOLDEN = new GoldenOutput();

    /** What all readers must find in an output, as DuckDB with default settings finds it. */
    private static List<String> facts(RunOutput output) {
        List<String> facts = new ArrayList<>();
        for (String query :
                List.of(
                        """
                        select 'events ' || count(*), sum(event_seq), count(trade_price),
                            sum(trade_price)::varchar, sum(delta_quantity)::varchar,
                            count(*) filter (last_in_message), count(*) filter (is_snapshot), count(bids),
                            sum(len(bids)), sum(bids[1].price)::varchar,
                            epoch_ns(min(event_timestamp)), epoch_ns(max(arrival_timestamp))
                        from '$/events/**/*.parquet'
                        """,
                        """
                        select 'quotes ' || count(*), sum(event_seq), sum(bid_price)::varchar,
                            sum(ask_quantity)::varchar, count(*) filter (certified),
                            epoch_ns(max(event_timestamp))
                        from '$/quotes/**/*.parquet'
                        """,
                        """
                        select 'periods ' || count(*), sum(events), count(*) filter (book_state <> 'LIVE'),
                            epoch_ns(max(to_time))
                        from '$/periods/**/*.parquet'
                        """)) {
            facts.add(DuckDb.value(query.replace("$", output.folder().toString())));
        }
        return facts;
    }

    @Test
    void duckDbReadsTheDefaultOutput() throws Exception {
        RunOutput output = GOLDEN.byDefault();
        List<String> facts = facts(output);
        String trades =
                DuckDb.value(
                        "select count(*), sum(price::varchar::decimal(38, 18))::varchar from read_parquet(['%s/lake/trades/**/*.parquet', '%s/lake/trades/**/*.parquet'])"
                                .formatted(
                                        Golden.path(GoldenOutput.SPOT),
                                        Golden.path(GoldenOutput.USDM)));
        String statistics =
                output.row(
                        "select sum(events), sum(events * (events - 1) / 2)::bigint from $statistics");

        assertThat(facts.get(0)).startsWith("events " + statistics + "|" + trades + "|");
        for (int i = 0; i < facts.size(); i++) {
            String dataset = facts.get(i).replaceFirst(" .*", "");
            assertThat(facts.get(i)).startsWith(dataset + " " + rows(output, dataset) + "|");
        }
        assertThat(
                        DuckDb.rows(
                                "select column_name, column_type from (describe from '%s/events/**/*.parquet')"
                                        .formatted(output.folder())))
                .contains(
                        "event_seq|BIGINT",
                        "event_timestamp|TIMESTAMP_NS",
                        "arrival_timestamp|TIMESTAMP_NS",
                        "trade_price|DECIMAL(38,18)",
                        "bids|STRUCT(price DECIMAL(38,18), quantity DECIMAL(38,18))[]",
                        "last_in_message|BOOLEAN",
                        "book_state|VARCHAR",
                        "certified_bids|INTEGER",
                        "exchange|VARCHAR",
                        "symbol|VARCHAR",
                        "date|DATE",
                        "hour|VARCHAR");
    }

    private static long rows(RunOutput output, String dataset) {
        return output.number("select sum(%s) from $statistics".formatted(dataset));
    }

    @Test
    void productsOfDecimalsOverflowInDuckDb() throws Exception {
        String product =
                "select sum(%s) > 0 from '" + GOLDEN.byDefault().folder() + "/events/**/*.parquet'";

        assertThatThrownBy(() -> DuckDb.value(product.formatted("delta_price * delta_quantity")))
                .hasMessageContaining("Overflow in multiplication of DECIMAL(38)");
        assertThat(DuckDb.value(product.formatted("delta_price::double * delta_quantity::double")))
                .isEqualTo("true");
    }

    @Test
    void polarsReadsTheDefaultOutput() throws Exception {
        List<String> lines = Polars.run("polars.js", GOLDEN.byDefault().folder().toAbsolutePath());

        assertThat(lines.stream().filter(line -> !line.startsWith("type ")))
                .containsExactlyElementsOf(facts(GOLDEN.byDefault()));
        assertThat(lines)
                .contains(
                        "type events event_seq Int64",
                        "type events event_timestamp DataType(Datetime(ns,))",
                        "type events arrival_timestamp DataType(Datetime(ns,))",
                        "type events trade_price DataType(Decimal(38,18))",
                        "type events last_in_message Bool",
                        "type events certified_bids Int32",
                        "type quotes bid_price DataType(Decimal(38,18))",
                        "type quotes exchange String",
                        "type quotes date Date",
                        "type quotes hour Int64",
                        "type periods from_time DataType(Datetime(ns,))");
    }

    @Test
    void flinkSqlReadsThePortableOutput() throws Exception {
        RunOutput output = GOLDEN.portable();
        TableEnvironment flink = flink(output);

        assertThat(
                        List.of(
                                "events "
                                        + value(
                                                flink,
                                                """
                                                SELECT COUNT(*), SUM(event_seq), COUNT(trade_price), SUM(trade_price), SUM(delta_quantity),
                                                    COUNT(*) FILTER (WHERE last_in_message), COUNT(*) FILTER (WHERE is_snapshot),
                                                    COUNT(bids), SUM(CARDINALITY(bids)), SUM(bids[1].price),
                                                    MIN(event_timestamp), MAX(arrival_timestamp) FROM events
                                                """),
                                "quotes "
                                        + value(
                                                flink,
                                                """
                                                SELECT COUNT(*), SUM(event_seq), SUM(bid_price), SUM(ask_quantity),
                                                    COUNT(*) FILTER (WHERE certified), MAX(event_timestamp) FROM quotes
                                                """),
                                "periods "
                                        + value(
                                                flink,
                                                """
                                                SELECT COUNT(*), SUM(events), COUNT(*) FILTER (WHERE book_state <> 'LIVE'),
                                                    MAX(to_time) FROM periods
                                                """)))
                .isEqualTo(facts(output));
    }

    @Test
    void flinkSqlRefusesTheEncodingsOfTheDefaultOutput() throws Exception {
        TableEnvironment flink = flink(GOLDEN.byDefault());

        for (String table : List.of("events", "quotes")) {
            assertThatThrownBy(() -> value(flink, "SELECT SUM(event_seq) FROM " + table))
                    .hasStackTraceContaining("Unsupported encoding: DELTA_BINARY_PACKED");
        }
        assertThatThrownBy(() -> value(flink, "SELECT COUNT(*) FROM events WHERE last_in_message"))
                .hasStackTraceContaining("Unsupported encoding: RLE");
        assertThat(value(flink, "SELECT COUNT(trade_price), COUNT(`symbol`) FROM events"))
                .isEqualTo("23833|" + rows(GOLDEN.byDefault(), "events"));
    }

    /** The tables of docs/readers.md. */
    private static TableEnvironment flink(RunOutput output) throws IOException {
        TableEnvironment flink =
                TableEnvironment.create(EnvironmentSettings.newInstance().inBatchMode().build());
        flink.getConfig().set("parallelism.default", "1");
        String tables = PageSnippets.read("readers.md").snippet("Flink SQL", 0).text();
        for (String table : tables.split(";")) {
            flink.executeSql(table.replace("'/data/out/", "'" + output.folder() + "/"));
        }
        return flink;
    }

    private static String value(TableEnvironment flink, String query) throws Exception {
        try (CloseableIterator<Row> rows = flink.executeSql(query).collect()) {
            Row row = rows.next();
            List<String> values = new ArrayList<>();
            for (int i = 0; i < row.getArity(); i++) {
                Object value = row.getField(i);
                values.add(
                        value instanceof LocalDateTime time
                                ? String.valueOf(
                                        time.toEpochSecond(ZoneOffset.UTC) * 1_000_000_000
                                                + time.getNano())
                                : String.valueOf(value));
            }
            return String.join("|", values);
        }
    }
}
