// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.plugged;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.parquet.delta.RowOwners;
import io.deltabook.job.plan.PlannedFile;
import io.deltabook.job.storage.remote.MemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PluginsTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({
        "s3://bucket/in, flink-s3-fs-hadoop",
        "gs://bucket/in, flink-gs-fs-hadoop",
        "abfss://c@a.dfs.core.windows.net/in, flink-azure-fs-hadoop"
    })
    void anAddressWithoutItsPluginNamesIt(String address, String plugin) {
        String scheme = address.substring(0, address.indexOf(':'));
        for (String command :
                new String[] {
                    "inspect", "plan --input", "run --output " + folder.resolve("out") + " --input"
                }) {
            CommandLineRun.of(command, address)
                    .assertEndedWith(3)
                    .assertErr(
                            "["
                                    + address
                                    + "] must be accessible, but is not: "
                                    + scheme
                                    + ":// must have Flink's plugin "
                                    + plugin
                                    + ", but it is not installed: put its jar into the folder plugins/"
                                    + scheme);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFileOfTheSameSizeAndTimeWithAnotherTagHasChanged() throws IOException {
        Path file = new MemoryStore().put("f", new byte[5]);
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        assertThat(planned(5, "tag").isStill(file, now)).isTrue();
        assertThat(planned(5, null).isStill(file, now)).isTrue();
        assertThat(planned(6, "tag").isStill(file, now)).isFalse();
        assertThat(planned(5, "other").isStill(file, now)).isFalse();
    }

    private static PlannedFile planned(long size, String etag) {
        RowOwners owners = new RowOwners(null, null, "X", null);
        return new PlannedFile("s3://memory/f", size, 1_000, 1, owners, null, etag);
    }
}
