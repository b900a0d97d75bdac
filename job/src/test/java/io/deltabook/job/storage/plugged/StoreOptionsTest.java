// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.plugged;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

final class StoreOptionsTest {
    private static final Configuration OPTIONS =
            Configuration.fromMap(
                    Map.of(
                            "s3.endpoint", "http://store",
                            "s3.access-key", "AKIA",
                            "s3.secret-key", "wJalr",
                            "fs.s3a.session.token", "FwoG",
                            "fs.azure.account.key.a.dfs.core.windows.net", "k",
                            "fs.s3a.path.style.access", "true",
                            "flink.hadoop.dfs.client.use.datanode.hostname", "true",
                            "source.input", "s3://b/in"));

    @Test
    void whatBelongsToStoresIsPassedOn() {
        assertThat(StoreOptions.of(OPTIONS)).hasSize(7).doesNotContainKey("source.input");
    }

    @Test
    void noSecretIsWrittenDown() {
        assertThat(StoreOptions.recordable(OPTIONS))
                .containsOnlyKeys(
                        "s3.endpoint",
                        "fs.s3a.path.style.access",
                        "flink.hadoop.dfs.client.use.datanode.hostname");
    }
}
