// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.ColdStart;
import io.deltabook.contract.CrossedPolicy;
import io.deltabook.contract.DecimalStrategy;
import io.deltabook.contract.EventClock;
import io.deltabook.contract.MajorGapPolicy;
import io.deltabook.contract.SequenceMode;
import io.deltabook.engine.BookSettings;
import io.deltabook.job.parquet.dialect.DeltaDialect;
import io.deltabook.job.parquet.dialect.DeltaField;
import io.deltabook.job.parquet.dialect.SideValues;
import io.deltabook.job.parquet.dialect.TableFormat;
import io.deltabook.job.parquet.dialect.TimeUnits;
import io.deltabook.job.parquet.event.PageEncodings;
import io.deltabook.job.parquet.event.TimestampUnit;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One value of every option, and where it ends up. */
final class EveryOptionTest {
    @Test
    void everyOptionReachesItsPlace() throws InvalidConfigException {
        Map<String, Object> values = aValueForEveryOption();
        int options = OptionCatalog.groups().values().stream().mapToInt(List::size).sum();
        int further = 3;
        assertThat(values).as("a line for each option").hasSize(options + further);

        JobConf conf = JobConf.from(new ConfigLayers().add(values, "test").configuration());

        assertThat(conf)
                .isEqualTo(
                        new JobConf(
                                theSourceOfTheValues(),
                                new BookSettings(
                                        100,
                                        7,
                                        400,
                                        ColdStart.BUILD,
                                        12,
                                        11,
                                        MajorGapPolicy.SUSPECT,
                                        9,
                                        13,
                                        60_000_000_000L,
                                        14,
                                        CrossedPolicy.OFF,
                                        21,
                                        22_000_000_000L,
                                        23_000_000_000L,
                                        EventClock.ARRIVAL),
                                new SinkConf(
                                        Compression.SNAPPY,
                                        2 << 20,
                                        3 << 20,
                                        Duration.ofSeconds(15),
                                        PageEncodings.PORTABLE,
                                        TimestampUnit.MICROS,
                                        true,
                                        false),
                                new RunConf(
                                        Path.of("o"),
                                        Path.of("s"),
                                        Path.of("seed"),
                                        true,
                                        Duration.ofSeconds(26),
                                        Duration.ofSeconds(27),
                                        "host:8081",
                                        Path.of("c.jar"),
                                        3,
                                        false,
                                        16,
                                        Duration.ofSeconds(17),
                                        1_000_000,
                                        18,
                                        8081,
                                        0.25,
                                        0.5,
                                        Path.of("f.yaml"),
                                        Map.of()),
                                theMemoryOfTheValues()));
    }

    private static MemoryConf theMemoryOfTheValues() {
        return new MemoryConf(5L << 30, Duration.ofSeconds(24), Duration.ofSeconds(25), 512 << 20);
    }

    private static SourceConf theSourceOfTheValues() {
        return new SourceConf(
                List.of(Path.of("a"), Path.of("b, with a comma"), Path.of("c's")),
                "KRAKEN",
                "XBT",
                List.of("A", "B"),
                LocalDate.of(2024, 8, 8),
                LocalDate.of(2024, 8, 9),
                BadFilePolicy.SKIP,
                TablePolicy.IGNORE,
                TablePolicy.IGNORE,
                new TableFormat(
                        DeltaDialect.LAKE_API,
                        Map.of(DeltaField.PRICE, "px", DeltaField.QUANTITY, "sz"),
                        new TimeUnits(1_000_000, 1_000_000),
                        new SideValues(List.of("1", "B"), List.of("-1")),
                        true),
                SequenceMode.CHAIN,
                new DecimalScales(
                        DecimalStrategy.DECIMAL128, 2, 0, Map.of("B.C", 3), Map.of("A", 18)),
                true,
                TimestampUnit.MICROS);
    }

    private static Map<String, Object> valuesOfHowColumnsAreRead() {
        return Map.of(
                "source.columns.price", "px",
                "source.columns.quantity", "sz",
                "source.side-values.bid", "1, B",
                "source.side-values.ask", "-1",
                "source.time-unit", "ms",
                "price.non-positive", "allow");
    }

    private static Map<String, Object> aValueForEveryOption() {
        Map<String, Object> values = new HashMap<>();
        addInput(values);
        addTheRest(values);
        return values;
    }

    private static void addInput(Map<String, Object> values) {
        values.put("input", List.of("a", "b, with a comma", "c's"));
        values.put("source.exchange", "KRAKEN");
        values.put("source.symbol", "XBT");
        values.putAll(valuesOfHowColumnsAreRead());
        values.put("source.symbols", "A, B");
        values.put("source.from", "2024-08-08");
        values.put("source.to", "2024-08-09");
        values.put("source.on-bad-file", "skip");
        values.put("source.trades", "ignore");
        values.put("source.book", "ignore");
        values.put("source.dialect", "lake-api");
        values.put("sequence.mode", "chain");
        values.put("decimal.price-scale", "2");
        values.put("decimal.quantity-scale", "0");
        values.put("decimal.scales.B.C.price", "3");
        values.put("decimal.scales.A.quantity", "18");
    }

    private static void addTheRest(Map<String, Object> values) {
        values.put("book.depth.retained", "100");
        values.put("book.depth.published", "7");
        values.put("book.depth.feed", "400");
        values.put("book.cold-start", "build");
        values.put("sequence.restart-after", "9");
        values.put("gap.recovery-threshold", "11");
        values.put("gap.on-major", "suspect");
        values.put("resync.buffer-messages", "12");
        values.put("snapshot.every-updates", "13");
        values.put("snapshot.interval", "1min");
        values.put("snapshot.anchor-depth", "14");
        values.put("snapshot.diff", "true");
        values.put("crossed.policy", "off");
        values.put("decimal.strategy", "decimal128");
        values.put("snapshot.implicit.min-levels", 21);
        values.put("silence.threshold", "22s");
        values.put("frozen.threshold", "23s");
        values.put("time.clock", "arrival");
        values.put("sink.compression", "snappy");
        values.put("sink.row-group-size", "2mb");
        values.put("sink.file.max-size", "3mb");
        values.put("sink.idle-close", "15s");
        values.put("sink.encodings", "portable");
        values.put("sink.timestamps", "micros");
        values.put("sink.doubles", "true");
        values.put("sink.quotes", "false");
        values.put("memory.limit", "5gb");
        values.put("memory.sample-interval", "24s");
        values.put("memory.pause-timeout", "25s");
        values.put("memory.raw-data-limit", "512mb");
        values.put("output", "o");
        values.put("state", "s");
        values.put("parallelism", "3");
        values.put("max-parallelism", "16");
        values.put("max-gap-ratio", "0.25");
        values.put("max-reject-ratio", "0.5");
        values.put("cluster", "host:8081");
        values.put("seed", "seed");
        values.put("follow", "true");
        values.put("follow.every", "26s");
        values.put("follow.settle", "27s");
        values.put("cluster.jar", "c.jar");
        values.put("checkpoint.interval", "17s");
        values.put("checkpoint.every-events", "1000000");
        values.put("checkpoint.retained", "18");
        values.put("web.port", "8081");
        values.put("flink.config", "f.yaml");
    }
}
