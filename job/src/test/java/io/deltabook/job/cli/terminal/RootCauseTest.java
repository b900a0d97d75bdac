// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.util.SerializedThrowable;
import org.junit.jupiter.api.Test;

final class RootCauseTest {
    @Test
    void theInnermostErrorIsNamedInOneLine() {
        Throwable error = new IllegalStateException("outer", new IOException("disk full\nmore"));

        assertThat(RootCause.of(error)).isEqualTo("IOException: disk full");
    }

    @Test
    void aMessageThatBeginsWithItsFileNeedsNoType() {
        assertThat(RootCause.of(new UncheckedIOException(new IOException("[a.parquet] broken"))))
                .isEqualTo("[a.parquet] broken");
    }

    @Test
    void theInnermostErrorThatNamesItsFileCounts() {
        Throwable error =
                new IllegalStateException(
                        "[/out] must be complete",
                        new IOException(
                                "[/in/a.parquet] row group 3: java.io.IOException: Input/output error",
                                new IOException("Input/output error")));

        assertThat(RootCause.of(error))
                .isEqualTo("[/in/a.parquet] row group 3: java.io.IOException: Input/output error");
    }

    @Test
    void aFileInAStoreIsNamedToo() {
        Throwable error =
                new IOException("[s3://b/lock] must be accessible", new IOException("403"));

        assertThat(RootCause.of(error)).isEqualTo("[s3://b/lock] must be accessible");
    }

    @Test
    void anErrorWithoutMessageIsNamedByItsType() {
        assertThat(RootCause.of(new RuntimeException(new NullPointerException())))
                .isEqualTo("NullPointerException");
    }

    @Test
    void serializedErrorsAreReadBack() {
        Throwable error =
                new RuntimeException(
                        new SerializedThrowable(
                                new RuntimeException("task", new IOException("disk full"))));

        assertThat(RootCause.find(error, IOException.class)).hasMessage("disk full");
        assertThat(RootCause.of(error)).isEqualTo("IOException: disk full");
    }

    @Test
    void anErrorIsFoundBehindPlainAndSerializedOnes() {
        Throwable error =
                new SerializedThrowable(
                        new Exception("plain", new UncheckedIOException(new IOException("full"))));

        assertThat(RootCause.find(error, IOException.class)).hasMessage("full");
        assertThat(RootCause.find(error, IllegalStateException.class)).isNull();
    }
}
