// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LocalPathTest {
    @ParameterizedTest
    @ValueSource(strings = {"out", "/data/out", "a:b/c", "C:/data", "./s3:/x", "a b/ü"})
    void aPathIsTakenAsItIs(String text) {
        assertThat(LocalPath.of(text)).isEqualTo(Path.of(text));
    }

    @ParameterizedTest
    @CsvSource({
        "file:///data/in, /data/in",
        "file:/data/in, /data/in",
        "FILE:///data/a%20b, /data/a b"
    })
    void theAddressOfALocalFileIsItsPath(String text, String path) {
        assertThat(LocalPath.of(text)).isEqualTo(Path.of(path));
    }

    @ParameterizedTest
    @CsvSource({
        "s3://bucket/out, s3",
        "S3A://bucket/out, S3A",
        "hdfs://node:8020/out, hdfs",
        "gs://b, gs",
        "abfss://c@a.dfs.core.windows.net/x, abfss",
        "https://example.com/x, https",
        "s3:/bucket/out, s3",
        "s3:bucket/out, s3",
        "S3a:bucket, S3a",
        "http:example.com, http"
    })
    void anAddressElsewhereIsRefusedWithTheWayOut(String text, String scheme) {
        assertThatThrownBy(() -> LocalPath.of(text))
                .hasMessage(
                        "a path must be on a file system of this machine, but [%s] is an address of %s: mount it, or copy it to a disk and name its folder there",
                        text, scheme);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file://data/in", "file:data/in", "file:"})
    void anAddressOfAFileOnAnotherMachineOrOfNoneIsRefused(String text) {
        assertThatThrownBy(() -> LocalPath.of(text))
                .hasMessage(
                        "an address of a local file must be such as file:///data/in, but was [%s]: write the path alone",
                        text);
    }
}
