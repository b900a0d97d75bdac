// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunRecordTest {
    @TempDir private Path folder;

    @Test
    void isReadBackAsItWasWritten() throws IOException {
        RunRecord record =
                new RunRecord(
                        "1.2",
                        "abc",
                        "2024-08-08T00:00:00Z",
                        Path.of("/o"),
                        Path.of("/s"),
                        Map.of("input", List.of("/a, b", "/c"), "sequence.mode", "auto"),
                        Map.of("parallelism", "2"));
        Path file = folder.resolve("run.json");

        record.write(file);

        assertThat(RunRecord.read(file)).isEqualTo(record);
    }

    @Test
    void aFormatOfALaterReleaseIsRefusedByItsName() throws IOException {
        Path file = folder.resolve("run.json");
        Files.writeString(file, "{\"format\": 2, \"version\": \"9.1\"}");

        assertThatThrownBy(() -> RunRecord.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "[%s] format must be 1, but was 2; use deltabook 9.1, which wrote it",
                        file);
    }

    @Test
    void aDamagedFileIsNamed() throws IOException {
        Path file = folder.resolve("run.json");
        Files.writeString(file, "{\"format\"");

        assertThatThrownBy(() -> RunRecord.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("[" + file + "] must be JSON: ");
    }
}
