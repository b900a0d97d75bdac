// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.generate.FileCodec;
import io.deltabook.job.generate.amplify.AmplifySettings;
import io.deltabook.job.generate.amplify.CaptureAmplifier;
import io.deltabook.job.generate.amplify.CaptureAmplifier.Amplified;
import io.deltabook.job.testing.JobCluster;
import io.deltabook.job.testing.RunOutput;
import io.deltabook.job.testing.TestRun;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Repeated real captures through the whole job: no seam can be seen. */
final class AmplifiedCapturesITCase {
    @RegisterExtension static final JobCluster CLUSTER = new JobCluster();

    @TempDir private static Path folder;

    @ParameterizedTest
    @CsvSource({
        "spot_btcusdt_20240808, native, range, 126073",
        "spot_btcusdt_20240808, native_decimal, range, 126073",
        "usdm_ethusdt_20240808, native, chain, 430358"
    })
    void everyRepetitionIsTakenLiveAndGivesTheSameEvents(
            String capture, String layout, String mode, long rowsOfRepetition) throws Exception {
        Path data = folder.resolve(capture + layout);
        Amplified amplified =
                new CaptureAmplifier(
                                new AmplifySettings(
                                        Golden.path("cases/" + capture + "/" + layout),
                                        data,
                                        2,
                                        0,
                                        2,
                                        50_000,
                                        200_000,
                                        FileCodec.SNAPPY))
                        .write();
        RunOutput output =
                TestRun.of(folder.resolve(capture + layout + "-out"), data)
                        .parallelism(2)
                        .on(CLUSTER);

        assertThat(amplified.rowsOfRepetition()).isEqualTo(rowsOfRepetition);
        assertThat(amplified.rows()).isEqualTo(4 * rowsOfRepetition);
        assertThat(
                        output.rows(
                                """
                                select mode, rows_in, delta_events, snapshot_rows, resyncs, gaps,
                                    crossed, stale + late + duplicates + rejected_rows
                                from $statistics
                                """))
                .containsOnly(
                        "%s|%d|%d|4000|2|0|0|0"
                                .formatted(
                                        mode, 2 * rowsOfRepetition, 2 * rowsOfRepetition - 4_000))
                .hasSize(2);
        output.assertRows("select distinct book_state from $events", "LIVE");
        assertThat(
                        output.rows(
                                digestsOfRepetitions(
                                        amplified.idShift(), amplified.timeShiftNanos())))
                .as("rows and digest of each repetition, its shift taken out")
                .hasSize(1)
                .allMatch(row -> row.startsWith("4|" + (rowsOfRepetition - 2_000) + "|"));
    }

    private static String digestsOfRepetitions(long idShift, long timeShift) {
        return """
               with loaded as (select min(update_id) id from $events where snapshot_kind = 'RESYNC'),
               deltas as (select e.*, (update_id - loaded.id) // %d repetition
                   from $events e, loaded where event_type = 'BOOK_DELTA'),
               rows as (select *, row_number()
                   over (partition by symbol, repetition order by event_seq) place from deltas),
               digests as (select symbol, repetition, count(*) n, sum(hash(place,
                   update_id - repetition * %1$d,
                   epoch_ns(event_timestamp) - repetition * %d,
                   delta_side, delta_price, delta_quantity, last_in_message)) digest
                   from rows group by all)
               select count(*), n, digest from digests group by n, digest
               """
                .formatted(idShift, timeShift);
    }
}
