// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deltabook.job.parquet.testing.DuckDb;
import io.deltabook.job.testing.JobCluster;
import io.deltabook.job.testing.RunOutput;
import io.deltabook.job.testing.TestRun;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ten symbols of a venue that sends a checksum of its top 10 with every message. */
final class GoldenChecksumsITCase {
    @RegisterExtension static final JobCluster CLUSTER = new JobCluster();

    private static final String KRAKEN = "crc/kraken";
    private static final long CHECKSUMS = 4_279;

    @TempDir private static Path folder;

    @ParameterizedTest
    @CsvSource({"native, 2", "native_decimal, 1"})
    void everyPublishedBookHasTheChecksumOfTheExchange(String layout, int parallelism)
            throws Exception {
        RunOutput output =
                TestRun.of(folder.resolve(layout), Golden.path(KRAKEN + "/" + layout))
                        .set("snapshot.every-updates", 1)
                        .set("snapshot.anchor-depth", 20)
                        .parallelism(parallelism)
                        .on(CLUSTER);

        output.assertSound();
        assertThat(output.has("rejects")).isFalse();
        output.assertRow("select count(*), sum(gaps), sum(rows_in) from $statistics", "10|0|11745");
        Map<String, Long> checksums = checksumsOfBooks(output);
        assertThat(checksums).hasSize((int) CHECKSUMS);
        List<String> truth =
                DuckDb.rows(
                        """
                        select distinct symbol || ' ' || update_id,
                            case when kind = 'snapshot' then oracle_checksum else exchange_checksum end
                        from %s
                        """
                                .formatted(Golden.csv(KRAKEN + "/truth/checksums.csv")));
        assertThat(truth).hasSize((int) CHECKSUMS);
        assertThat(new HashSet<>(truth))
                .isEqualTo(
                        checksums.entrySet().stream()
                                .map(book -> book.getKey() + "|" + book.getValue())
                                .collect(Collectors.toSet()));
    }

    /** The venue's formula over each published book, by symbol and id. */
    private static Map<String, Long> checksumsOfBooks(RunOutput output) throws Exception {
        JsonNode decimals =
                new ObjectMapper().readTree(Golden.path(KRAKEN + "/truth/symbols.json").toFile());
        Map<String, Long> checksums = new HashMap<>();
        for (String book :
                output.rows(
                        """
                        select symbol, update_id, array_to_string(list_transform(
                            list_concat(asks[1:10], bids[1:10]),
                            lambda l: l.price::varchar || ' ' || l.quantity::varchar), ' ')
                        from $events where event_type = 'BOOK_SNAPSHOT' and snapshot_kind <> 'CLOSING'
                        """)) {
            String[] columns = book.split("\\|");
            JsonNode symbol = decimals.get(columns[0]);
            int[] scales = {
                symbol.get("price_decimals_as_written").get(0).asInt(),
                symbol.get("quantity_decimals_as_written").get(0).asInt()
            };
            StringBuilder text = new StringBuilder();
            String[] values = columns[2].split(" ");
            for (int i = 0; i < values.length; i++) {
                text.append(new BigDecimal(values[i]).setScale(scales[i % 2]).unscaledValue());
            }
            CRC32 crc = new CRC32();
            crc.update(text.toString().getBytes(StandardCharsets.US_ASCII));
            checksums.put(columns[0] + " " + columns[1], crc.getValue());
        }
        return checksums;
    }
}
