// SPDX-License-Identifier: Apache-2.0
package io.deltabook.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark with default settings opens the output of a real capture, as docs/readers.md says. */
final class SparkReaderITCase {
    private static final List<String> DATASETS = List.of("events", "quotes", "periods");
    private static final String NANOS_AS_LONG = "spark.sql.legacy.parquet.nanosAsLong";
    private static final Path GOLDEN =
            Path.of(System.getProperty("deltabook.golden", "../../shared/golden"))
                    .toAbsolutePath()
                    .resolve("cases/spot_btcusdt_20240808");

    @TempDir private static Path folder;
    private static Path nanos;
    private static Path micros;
    private static SparkSession spark;

    @BeforeAll
    static void writeAndStart() throws Exception {
        assumeTrue(
                Files.isDirectory(GOLDEN), () -> "[" + GOLDEN + "] holds no golden data: skipped");
        nanos = folder.resolve("nanos");
        micros = folder.resolve("micros");
        run(nanos, "--input", GOLDEN.resolve("lake/trades").toString());
        run(micros, "--set", "sink.timestamps=micros");
        spark = SparkCopy.session(2, folder);
    }

    @AfterAll
    static void stop() {
        if (spark != null) {
            spark.stop();
        }
    }

    /** Runs deltabook from the jar and the libraries that the build has just made. */
    private static void run(Path output, String... more) throws IOException, InterruptedException {
        Path target = Path.of("../job/target").toAbsolutePath().normalize();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx1500m");
        command.add("-Dlog.file=" + folder.resolve("deltabook.log"));
        command.add("-cp");
        command.add(
                target.resolve("deltabook-job.jar") + File.pathSeparator + target.resolve("lib/*"));
        command.addAll(List.of("io.deltabook.job.cli.Main", "run", "--parallelism", "1"));
        command.addAll(List.of("--set", "source.exchange=BINANCE"));
        command.addAll(List.of("--input", GOLDEN.resolve("native").toString()));
        command.addAll(List.of("--output", output.toString()));
        command.addAll(List.of(more));
        Path out = folder.resolve(output.getFileName() + ".txt");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start();
        boolean hasEnded = process.waitFor(300, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(hasEnded && process.exitValue() == 0).as(Files.readString(out)).isTrue();
    }

    private static List<String> facts(Path output, String time) {
        for (String dataset : DATASETS) {
            spark.read()
                    .parquet(output.resolve(dataset).toString())
                    .createOrReplaceTempView(dataset);
        }
        List<String> facts = new ArrayList<>();
        for (String query : queries("bids[0].price", time)) {
            Row row = spark.sql(query).first();
            List<String> values = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                values.add(String.valueOf(row.get(i)));
            }
            facts.add(String.join("|", values));
        }
        return facts;
    }

    /** The same as DuckDB finds it. */
    private static List<String> expected(Path output, String time) throws SQLException {
        List<String> facts = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            for (String query : queries("bids[1].price", time)) {
                String sql = query;
                for (String dataset : DATASETS) {
                    sql =
                            sql.replace(
                                    "from " + dataset,
                                    "from '%s/%s/**/*.parquet'".formatted(output, dataset));
                }
                try (ResultSet row = statement.executeQuery(sql)) {
                    row.next();
                    List<String> values = new ArrayList<>();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        values.add(row.getString(i));
                    }
                    facts.add(String.join("|", values));
                }
            }
        }
        return facts;
    }

    private static List<String> queries(String best, String time) {
        return List.of(
                """
                select count(*), sum(event_seq), count(trade_price), sum(trade_price), sum(delta_quantity),
                    count(*) filter (where last_in_message), count(*) filter (where is_snapshot),
                    count(bids), sum(%s), %s, %s from events
                """
                        .formatted(
                                best,
                                time.formatted("min(event_timestamp)"),
                                time.formatted("max(arrival_timestamp)")),
                """
                select count(*), sum(event_seq), sum(bid_price), sum(ask_quantity),
                    count(*) filter (where certified), %s from quotes
                """
                        .formatted(time.formatted("max(event_timestamp)")),
                """
                select count(*), sum(events), count(*) filter (where book_state <> 'LIVE'), %s from periods
                """
                        .formatted(time.formatted("max(to_time)")));
    }

    private static List<String> types(String dataset) {
        return List.of(spark.table(dataset).schema().fields()).stream()
                .map(field -> field.name() + " " + field.dataType().simpleString())
                .toList();
    }

    @Test
    void nanosecondsAreRefused() {
        for (String dataset : DATASETS) {
            assertThatThrownBy(
                            () -> spark.read().parquet(nanos.resolve(dataset).toString()).count())
                    .hasStackTraceContaining(
                            "Illegal Parquet type: INT64 (TIMESTAMP(NANOS,false))");
        }
    }

    @Test
    void nanosecondsAreNumbersIfSparkIsToldSo() throws Exception {
        spark.conf().set(NANOS_AS_LONG, "true");
        try {
            assertThat(facts(nanos, "%s")).isEqualTo(expected(nanos, "epoch_ns(%s)"));
            assertThat(types("events"))
                    .contains("event_timestamp bigint", "trade_price decimal(38,18)");
        } finally {
            spark.conf().unset(NANOS_AS_LONG);
        }
    }

    @Test
    void microsecondsAreTimes() throws Exception {
        assertThat(facts(micros, "cast(%s as string)"))
                .isEqualTo(expected(micros, "cast(%s as varchar)"));
        assertThat(types("events"))
                .contains(
                        "event_seq bigint",
                        "event_timestamp timestamp_ntz",
                        "arrival_timestamp timestamp_ntz",
                        "delta_price decimal(38,18)",
                        "bids array<struct<price:decimal(38,18),quantity:decimal(38,18)>>",
                        "last_in_message boolean",
                        "book_state string",
                        "certified_bids int",
                        "exchange string",
                        "symbol string",
                        "date date",
                        "hour int");
    }

    @Test
    void theCopyThatIsMeasuredHasAllRows() {
        Path copy = folder.resolve("copy");
        SparkCopy.copy(spark, micros.resolve("quotes"), copy);

        long rows = spark.read().parquet(micros.resolve("quotes").toString()).count();
        assertThat(spark.read().parquet(copy.toString()).count()).isEqualTo(rows).isPositive();
    }

    @Test
    void productsOfDecimalsAreRounded() {
        facts(micros, "%s");

        assertThat(
                        spark.sql("select typeof(bid_price * bid_quantity) from quotes")
                                .first()
                                .getString(0))
                .isEqualTo("decimal(38,6)");
    }
}
