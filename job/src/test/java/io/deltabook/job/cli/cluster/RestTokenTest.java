// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RestTokenTest {
    @TempDir private Path folder;

    @Test
    void onlyTheUserOfTheRunCanReadTheFile() throws IOException {
        RestToken token = RestToken.create(folder);

        Path file = folder.resolve("rest-token");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(RestToken.header(folder)).isEqualTo(token.header());
        assertThat(token.isIn(RestToken.header(folder))).isTrue();
    }

    @Test
    void eachAttemptHasItsOwnTokenAndOnlyTheCompleteOneCounts() throws IOException {
        RestToken first = RestToken.create(folder);
        RestToken second = RestToken.create(folder);

        assertThat(second.isIn(first.header())).isFalse();
        assertThat(second.isIn(null)).isFalse();
        assertThat(second.isIn("")).isFalse();
        assertThat(second.isIn(second.header().substring(1))).isFalse();
        assertThat(second.isIn(second.header())).isTrue();
        assertThat(RestToken.header(folder)).isEqualTo(second.header());
    }

    @Test
    void aMissingTokenIsReportedAsNone() {
        assertThat(RestToken.header(folder.resolve("none"))).isNull();
    }
}
