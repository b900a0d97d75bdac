// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.LaneId;
import io.deltabook.job.replay.BookAt;
import io.deltabook.job.replay.LaneEvents;
import io.deltabook.job.replay.OutputEvents;
import io.deltabook.job.testing.JobCluster;
import io.deltabook.job.testing.RunOutput;
import io.deltabook.job.testing.TestRun;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The book at any instant of a real capture, against a truth computed by another program. */
final class GoldenBookAtITCase {
    @RegisterExtension static final JobCluster CLUSTER = new JobCluster();

    private static final String SPOT = "cases/spot_btcusdt_20240808";
    private static final int TIME = 1;
    private static final int HASH = 6;

    @TempDir private static Path folder;

    @Test
    void theBookAtAnyInstantIsTheTruth() throws Exception {
        RunOutput output =
                TestRun.of(folder, Golden.path(SPOT + "/native"))
                        .set("snapshot.every-updates", 10_000)
                        .on(CLUSTER);
        LaneEvents lane =
                OutputEvents.of(output.folder()).lanes().get(new LaneId("UNKNOWN", "BTC-USDT"));
        List<String[]> truth =
                Files.readAllLines(Golden.path(SPOT + "/truth/book_after_message.csv")).stream()
                        .skip(1)
                        .map(line -> line.split(","))
                        .toList();
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            int row = random.nextInt(truth.size() - 1);
            long from = Long.parseLong(truth.get(row)[TIME]);
            long to = Long.parseLong(truth.get(row + 1)[TIME]);
            if (to > from) {
                long nanos = from + random.nextLong(to - from);
                assertThat(hash(BookAt.time(lane, nanos, 20)))
                        .as("book at %d, seed %d", nanos, seed)
                        .isEqualTo(truth.get(row)[HASH]);
            }
        }
    }

    private static String hash(BookAt book) throws Exception {
        String text =
                Stream.concat(book.bids().levels().stream(), book.asks().levels().stream())
                        .map(
                                level ->
                                        level.price().toPlainString()
                                                + ':'
                                                + level.quantity().toPlainString())
                        .collect(Collectors.joining(","));
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest).substring(0, 16);
    }
}
