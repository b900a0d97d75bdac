// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltabook.engine.BookSettings;
import io.deltabook.job.parquet.dialect.TableFormat;
import io.deltabook.job.parquet.event.PageEncodings;
import io.deltabook.job.parquet.event.TimestampUnit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JobConfTest {
    private static final Map<String, Object> REQUIRED = Map.of("input", "in", "output", "out");

    @Test
    void withoutOptionsTheContractsDefaultsHold() throws InvalidConfigException {
        JobConf conf = conf(Map.of());

        assertThat(conf.book()).isEqualTo(BookSettings.defaults());
        assertThat(conf.source())
                .isEqualTo(
                        new SourceConf(
                                List.of(Path.of("in")),
                                "UNKNOWN",
                                null,
                                List.of(),
                                null,
                                null,
                                BadFilePolicy.FAIL,
                                TablePolicy.MERGE,
                                TablePolicy.MERGE,
                                TableFormat.BY_COLUMNS,
                                null,
                                new DecimalScales(null, null, null, Map.of(), Map.of()),
                                false,
                                TimestampUnit.NANOS));
        assertThat(conf.sink())
                .isEqualTo(
                        new SinkConf(
                                Compression.ZSTD,
                                16L << 20,
                                400L << 20,
                                Duration.ofSeconds(5),
                                PageEncodings.COMPACT,
                                TimestampUnit.NANOS,
                                false,
                                true));
        assertThat(conf.run())
                .isEqualTo(
                        new RunConf(
                                Path.of("out"),
                                Path.of("out.state").toAbsolutePath(),
                                null,
                                false,
                                Duration.ofMinutes(1),
                                Duration.ofMinutes(1),
                                null,
                                null,
                                Runtime.getRuntime().availableProcessors(),
                                true,
                                128,
                                Duration.ofMinutes(5),
                                0,
                                3,
                                0,
                                1.0,
                                0.01,
                                null,
                                Map.of()));
        assertThat(conf.memory())
                .isEqualTo(
                        new MemoryConf(0, Duration.ofSeconds(10), Duration.ofMinutes(10), 1 << 30));
    }

    @Test
    void scalesOfSingleSymbolsWinOverThoseOfAll() throws InvalidConfigException {
        Map<String, Object> yaml =
                YamlFile.parse(
                        """
                        decimal.price-scale: 4
                        decimal.scales:
                          BTC-USDT: {price: 2, quantity: 6}
                          SHIB-USDT: {price: 8}
                        """,
                        "test");

        DecimalScales scales = conf(yaml).source().scales();

        assertThat(scales.symbols()).containsExactly("BTC-USDT", "SHIB-USDT");
        assertThat(scales.price("BTC-USDT")).isEqualTo(2);
        assertThat(scales.quantity("BTC-USDT")).isEqualTo(6);
        assertThat(scales.price("SHIB-USDT")).isEqualTo(8);
        assertThat(scales.quantity("SHIB-USDT")).isNull();
        assertThat(scales.price("ETH-USDT")).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    book.depth.retained    | 19         | book.depth.retained must be 20..20000, but was 19: omit it to use 5000
                    book.depth.retained    | 20001      | book.depth.retained must be 20..20000, but was 20001: omit it to use 5000
                    book.depth.published   | 0          | book.depth.published must be 1..20000, but was 0: omit it to use 20
                    book.depth.feed        | -1         | book.depth.feed must be 0..2147483647, but was -1: omit it to use 0
                    book.cold-start        | maybe      | book.cold-start must be one of auto, wait, build, but was maybe: omit it to use auto
                    sequence.restart-after | 0          | sequence.restart-after must be 1..2147483647, but was 0: omit it to use 100
                    gap.recovery-threshold | -1         | gap.recovery-threshold must be at least 0, but was -1: omit it to use 1000
                    gap.on-major           | stop       | gap.on-major must be one of wait, suspect, but was stop: omit it to use wait
                    resync.buffer-messages | 100001     | resync.buffer-messages must be 1..100000, but was 100001: omit it to use 1000
                    snapshot.every-updates | x          | snapshot.every-updates must be a whole number, but was x: omit it to use 100000
                    snapshot.interval      | 300000000h | snapshot.interval must be 0ms to 290 years, but was 12500000d: omit it to use 0ms
                    snapshot.anchor-depth  | 20001      | snapshot.anchor-depth must be 0..20000, but was 20001: omit it to use 0
                    crossed.policy         | ignore     | crossed.policy must be one of repair, flag, off, fail, but was ignore: omit it to use repair
                    source.from            | 8.8.2024   | source.from must be a day such as 2024-08-08, but was 8.8.2024: give year, month and day
                    source.on-bad-file     | ask        | source.on-bad-file must be one of fail, skip, but was ask: omit it to use fail
                    sequence.mode          | rng        | sequence.mode must be one of auto, range, chain, contiguous, monotonic, none, but was rng: omit it to use auto
                    decimal.price-scale    | 19         | decimal.price-scale must be 0..18, but was 19: omit it
                    decimal.quantity-scale | -1         | decimal.quantity-scale must be 0..18, but was -1: omit it
                    decimal.scales.A.price | 19         | decimal.scales must be a whole number from 0 to 18 for A.price, but was 19: omit it to use decimal.price-scale
                    decimal.scales.A.quantity | x       | decimal.scales must be a whole number from 0 to 18 for A.quantity, but was x: omit it to use decimal.quantity-scale
                    decimal.scales.A       | 3          | decimal.scales must be SYMBOL.price or SYMBOL.quantity, but was A: write SYMBOL: {price: 2, quantity: 6} below it
                    decimal.scales         | 3          | decimal.scales must be entries below it, but was 3: write decimal.scales.… as the key
                    source.dialect         | kraken     | source.dialect must be one of auto, native, lake, lake-api, tardis, binance, cryptofeed, but was kraken: omit it to use auto
                    sink.compression       | zip        | sink.compression must be one of zstd, snappy, gzip, lz4_raw, uncompressed, but was zip: omit it to use zstd
                    sink.row-group-size    | 1kb        | sink.row-group-size must be at least 64kb, but was 1kb: omit it to use 16mb
                    sink.row-group-size    | 2gb        | sink.row-group-size must be at most 1gb, but was 2gb: omit it to use 16mb
                    sink.file.max-size     | 100kb      | sink.file.max-size must be at least 1mb, but was 100kb: omit it to use 400mb
                    sink.idle-close        | soon       | sink.idle-close must be a duration such as 5m or 30s, but was soon: omit it to use 5s
                    checkpoint.interval    | 300        | checkpoint.interval must be a duration with its unit, such as 5m or 30s, but was 300: write 300s for seconds or 300m for minutes
                    memory.limit           | 100mb      | memory.limit must be at least 256mb, but was 100mb: omit it
                    memory.limit           | half       | memory.limit must be a size such as 64mb, but was half: omit it
                    memory.sample-interval | 1ms        | memory.sample-interval must be 10ms to 290 years, but was 1ms: omit it to use 10s
                    memory.pause-timeout   | 0s         | memory.pause-timeout must be 10ms to 290 years, but was 0ms: omit it to use 10min
                    memory.raw-data-limit  | 1mb        | memory.raw-data-limit must be at least 64mb, but was 1mb: omit it to use 1gb
                    state                  | out/state  | state must be outside the output folder, but was out/state: choose a folder next to out
                    state                  | .          | output must be outside the state folder, which is deleted at the end, but was out: choose a folder next to .
                    parallelism            | 32769      | parallelism must be 0..32768, but was 32769: omit it to use 0
                    max-gap-ratio          | 1.5        | max-gap-ratio must be a number from 0 to 1, but was 1.5: omit it to use 1.0
                    max-gap-ratio          | -0.1       | max-gap-ratio must be a number from 0 to 1, but was -0.1: omit it to use 1.0
                    max-gap-ratio          | NaN        | max-gap-ratio must be a number from 0 to 1, but was NaN: omit it to use 1.0
                    max-gap-ratio          | 1%         | max-gap-ratio must be a number from 0 to 1, but was 1%: omit it to use 1.0
                    max-parallelism        | 40000      | max-parallelism must be 1..32768, but was 40000: omit it to use 128
                    checkpoint.interval    | 1ms        | checkpoint.interval must be 10ms to 290 years, but was 1ms: omit it to use 5min
                    checkpoint.retained    | 0          | checkpoint.retained must be 1..1000, but was 0: omit it to use 3
                    web.port               | 65536      | web.port must be 0..65535, but was 65536: omit it to use 0
                    """)
    void aValueOutOfRangeIsNamedWithTheWayOut(String key, String value, String line) {
        assertFaults(Map.of(key, value)).containsExactly(line);
    }

    @Test
    void allFaultsAreReportedTogether() {
        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(
                        () ->
                                JobConf.from(
                                        new ConfigLayers()
                                                .add(Map.of("web.port", "-1"), "test")
                                                .configuration()))
                .satisfies(
                        e ->
                                assertThat(e.faults())
                                        .containsExactly(
                                                "input must be given, but was nothing: name the folder with --input",
                                                "output must be given, but was nothing: name a new folder with --output",
                                                "web.port must be 0..65535, but was -1: omit it to use 0"));
    }

    @Test
    void anOutputThatIsRefusedIsNotSaidToBeMissing() {
        assertFaults(Map.of("output", "hdfs://node/out"))
                .containsExactly(
                        "output must be a path, or an address of s3 or gs, whose files are replaced at once, but was hdfs://node/out: write there, and copy what is written");
        assertFaults(Map.of("output", "s3:bucket/out"))
                .containsExactly(
                        "output: an address must start with s3://, but was [s3:bucket/out]: write s3://bucket/out, or ./s3:bucket/out for a path of this machine");
    }

    @Test
    void aRunHasRoomToBeResumedWider() throws InvalidConfigException {
        assertThat(conf(Map.of("parallelism", "85")).run().maxParallelism()).isEqualTo(128);
        assertThat(conf(Map.of("parallelism", "86")).run().maxParallelism()).isEqualTo(256);
        assertThat(conf(Map.of("parallelism", "300")).run().maxParallelism()).isEqualTo(512);
        assertThat(conf(Map.of("parallelism", "32768")).run().maxParallelism()).isEqualTo(32_768);
        Map<String, Object> set = Map.of("parallelism", "86", "max-parallelism", "86");
        assertThat(conf(set).run().maxParallelism()).isEqualTo(86);
        Map<String, Object> less = Map.of("parallelism", "86", "max-parallelism", "85");
        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> conf(less))
                .withMessageContaining("at most max-parallelism, but was 86 > 85");
    }

    @Test
    void theClusterNoneIsTheOneInThisProcess() throws InvalidConfigException {
        assertThat(conf(Map.of("cluster", "host:8081")).run().cluster()).isEqualTo("host:8081");
        assertThat(conf(Map.of("cluster", "none")).run().cluster()).isNull();
    }

    @Test
    void daysInTheWrongOrderAreAFault() {
        assertFaults(Map.of("source.from", "2024-08-09", "source.to", "2024-08-08"))
                .containsExactly(
                        "source.from must be not after source.to, but was 2024-08-09 > 2024-08-08: swap the two days");
    }

    @Test
    void unknownKeysAreFaultsThatSuggestTheNearestKnownOne() {
        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(
                        () ->
                                new ConfigLayers()
                                        .add(Map.of("book.dept.retained", "1"), "a.yaml")
                                        .add(Map.of("something.else.entirely", "1"), "--set")
                                        .configuration())
                .satisfies(
                        e ->
                                assertThat(e.faults())
                                        .containsExactly(
                                                "option must be a known key, but was book.dept.retained (a.yaml): did you mean book.depth.retained?",
                                                "option must be a known key, but was something.else.entirely (--set): docs/configuration.md lists all options"));
    }

    @Test
    void aLaterLayerWins() throws InvalidConfigException {
        JobConf conf =
                JobConf.from(
                        new ConfigLayers()
                                .add(REQUIRED, "test")
                                .add(Map.of("web.port", "1", "parallelism", "2"), "file")
                                .add(Map.of("web.port", "3"), "command line")
                                .configuration());

        assertThat(conf.run().webPort()).isEqualTo(3);
        assertThat(conf.run().parallelism()).isEqualTo(2);
    }

    private static JobConf conf(Map<String, Object> values) throws InvalidConfigException {
        return JobConf.from(
                new ConfigLayers().add(REQUIRED, "test").add(values, "test").configuration());
    }

    private static ListAssert<String> assertFaults(Map<String, Object> values) {
        try {
            return assertThat(List.of(conf(values).toString()));
        } catch (InvalidConfigException e) {
            return assertThat(e.faults());
        }
    }
}
