// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InProgressFilesTest {
    @TempDir Path output;

    @Test
    void deletesFlinksLeftoversAndNothingElse() throws IOException {
        Path hour = Files.createDirectories(output.resolve("events/exchange=E/symbol=S"));
        Path leftover = Files.createFile(hour.resolve(".events-1a-0.parquet.inprogress.0c-9f"));
        Path committed = Files.createFile(hour.resolve("events-1a-0.parquet"));
        Path hidden = Files.createFile(hour.resolve(".events-1a-0.parquet"));
        Path foreign = Files.createFile(hour.resolve("x.parquet.inprogress.0c-9f"));

        assertThat(InProgressFiles.deleteAll(output)).isEqualTo(1);

        assertThat(leftover).doesNotExist();
        assertThat(committed).exists();
        assertThat(hidden).exists();
        assertThat(foreign).exists();
    }
}
