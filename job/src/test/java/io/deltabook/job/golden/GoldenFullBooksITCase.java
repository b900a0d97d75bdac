// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.testing.JobCluster;
import io.deltabook.job.testing.RunOutput;
import io.deltabook.job.testing.TestRun;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A real capture of which only the wide books and the trades are given: each book must be that of
 * another program after the message of its id.
 */
final class GoldenFullBooksITCase {
    @RegisterExtension static final JobCluster CLUSTER = new JobCluster();

    private static final String SPOT = "cases/spot_btcusdt_20240808";

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyBookIsTheTrueOneOfItsId(boolean hasDifferences) throws Exception {
        RunOutput output =
                TestRun.of(
                                folder.resolve("out"),
                                Golden.path(SPOT + "/lake/book"),
                                Golden.path(SPOT + "/lake/trades"))
                        .set("snapshot.diff", hasDifferences)
                        .parallelism(1)
                        .on(CLUSTER);

        output.assertSound();
        assertThat(
                        output.row(
                                """
                                with books as (
                                    select update_id, certified_bids + certified_asks as certified,
                                        covered_bids + covered_asks as covered, %s as hash
                                    from $events where snapshot_kind = 'RESYNC')
                                select count(*), count(*) filter (hash = top20_sha256_16),
                                    min(certified), min(covered)
                                from books join %s on u::bigint = update_id
                                """
                                        .formatted(
                                                Golden.TOP20_HASH,
                                                Golden.csv(
                                                        SPOT + "/truth/book_after_message.csv"))))
                .as("books, right ones, certified, covered")
                .isEqualTo(hasDifferences ? "3449|3449|0|40" : "3449|3449|40|40");
        output.assertRow(
                """
                                select mode, book_rows_in, book_rows_taken, trades_in, trade_events,
                                    difference_events = delta_events, difference_events > 3449
                                from $statistics
                                """,
                "%s|3449|3449|9757|9757|true|%s"
                        .formatted(hasDifferences ? "none" : "monotonic", hasDifferences));
    }
}
