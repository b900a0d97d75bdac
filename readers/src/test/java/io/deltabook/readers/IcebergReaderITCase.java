// SPDX-License-Identifier: Apache-2.0
package io.deltabook.readers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.hadoop.HadoopCatalog;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.mapping.NameMapping;
import org.apache.iceberg.mapping.NameMappingParser;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.util.PartitionUtil;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Iceberg's own reader finds in the tables what DuckDB finds in the files. */
final class IcebergReaderITCase {
    @TempDir private static Path folder;

    @BeforeAll
    static void runAndRegister() throws Exception {
        deltabook(
                "generate",
                "--rows",
                "5000",
                "--symbols",
                "1",
                "--output",
                folder.resolve("in").toString());
        deltabook(
                "run",
                "--parallelism",
                "1",
                "--input",
                folder.resolve("in").toString(),
                "--output",
                folder.resolve("out").toString());
        deltabook(
                "finish",
                "--iceberg",
                folder.resolve("lake").toString(),
                folder.resolve("out").toString());
    }

    private static void deltabook(String... words) throws Exception {
        Path target = Path.of("../job/target").toAbsolutePath().normalize();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx1g", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.add("-Dlog.file=" + folder.resolve("deltabook.log"));
        command.add("-cp");
        command.add(
                target.resolve("deltabook-job.jar") + File.pathSeparator + target.resolve("lib/*"));
        command.add("io.deltabook.job.cli.Main");
        command.addAll(List.of(words));
        Path out = folder.resolve(words[0] + ".txt");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start();
        boolean hasEnded = process.waitFor(300, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(hasEnded && process.exitValue() == 0).as(Files.readString(out)).isTrue();
    }

    private static List<Record> records(String dataset) throws Exception {
        Table table =
                new HadoopCatalog(new Configuration(), "file://" + folder.resolve("lake"))
                        .loadTable(TableIdentifier.of("deltabook", dataset));
        NameMapping names =
                NameMappingParser.fromJson(
                        table.properties().get(TableProperties.DEFAULT_NAME_MAPPING));
        List<Record> records = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            for (FileScanTask task : tasks) {
                Map<Integer, ?> folders = PartitionUtil.constantsMap(task, (type, value) -> value);
                try (CloseableIterable<Record> rows =
                        Parquet.read(table.io().newInputFile(task.file().location()))
                                .project(table.schema())
                                .withNameMapping(names)
                                .createReaderFunc(
                                        file ->
                                                GenericParquetReaders.buildReader(
                                                        table.schema(), file, folders))
                                .build()) {
                    rows.forEach(records::add);
                }
            }
        }
        return records;
    }

    /** One line for each lane: counts, sums and the largest time, exact. */
    private static List<String> expected(String sql) throws Exception {
        List<String> lines = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(sql.replace("OUT", folder.resolve("out") + ""))) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return lines;
    }

    @Test
    void everyRowIsThereWithItsTimePriceAndFolders() throws Exception {
        List<String> found = new ArrayList<>();
        for (Record row : records("quotes")) {
            found.add(
                    String.join(
                            "|",
                            row.getField("symbol").toString(),
                            String.valueOf(row.getField("event_seq")),
                            ((java.time.LocalDateTime) row.getField("arrival_timestamp"))
                                            .toEpochSecond(java.time.ZoneOffset.UTC)
                                    + "."
                                    + ((java.time.LocalDateTime) row.getField("arrival_timestamp"))
                                            .getNano(),
                            String.valueOf(
                                    row.getField("bid_price") instanceof BigDecimal price
                                            ? price.toPlainString()
                                            : null),
                            String.valueOf(row.getField("hour"))));
        }

        assertThat(found)
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(
                        expected(
                                """
                                select concat_ws('|', symbol, event_seq,
                                    concat(epoch_ns(arrival_timestamp) // 1000000000, '.',
                                        epoch_ns(arrival_timestamp) % 1000000000),
                                    coalesce(bid_price::varchar, 'null'), hour::int)
                                from read_parquet('OUT/quotes/**/*.parquet', hive_partitioning = true)
                                """));
    }

    @Test
    void levelsOfBooksAreReadByTheirNames() throws Exception {
        long rows = 0;
        long levels = 0;
        BigDecimal sum = BigDecimal.ZERO;
        for (Record row : records("events")) {
            rows++;
            if (row.getField("bids") instanceof List<?> bids) {
                for (Object level : bids) {
                    levels++;
                    sum = sum.add((BigDecimal) ((Record) level).getField("price"));
                }
            }
        }

        assertThat(List.of(rows + "|" + levels + "|" + sum.toPlainString()))
                .isEqualTo(
                        expected(
                                """
                                select concat_ws('|', count(*), sum(len(bids)),
                                    sum(list_sum(list_transform(bids, lambda level: level.price))))
                                from 'OUT/events/**/*.parquet'
                                """));
    }
}
