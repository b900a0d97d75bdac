// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.golden;

import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.storage.testing.S3Server;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Real captures read from a bucket and written into it are those read and written on a disk. */
final class GoldenBucketITCase {
    private static final String CASES =
            "--parallelism 2 --set snapshot.interval=1s --set checkpoint.interval=1s";

    @RegisterExtension static final S3Server S3 = new S3Server();

    @TempDir private Path folder;

    @Test
    void capturesOfTwoMarketsInABucketGiveTheRowsOfThoseOnADisk() throws Exception {
        String spot = "cases/spot_btcusdt_20240808/lake";
        String futures = "cases/usdm_ethusdt_20240808/lake";
        Path local = folder.resolve("out");
        CommandLineRun.succeeds(
                "run --input",
                Golden.path(spot),
                "--input",
                Golden.path(futures),
                "--output",
                local,
                CASES);
        S3.upload(Golden.path(spot), spot);
        S3.upload(Golden.path(futures), futures);
        String stored = S3.address("out");

        CommandLineRun.succeeds(
                "run --input",
                S3.address(spot),
                "--input",
                S3.address(futures),
                "--output",
                stored,
                CASES,
                S3.options());

        CommandLineRun.succeeds("verify", stored, "--against", local, S3.options())
                .assertOut("Clean: ");
    }
}
