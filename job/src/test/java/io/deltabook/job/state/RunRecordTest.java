// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.job.storage.DamagedFileException;
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
        for (String text : List.of("{\"format\"", "", "[1]", "{}")) {
            Files.writeString(file, text);

            assertThatThrownBy(() -> RunRecord.read(file))
                    .isInstanceOf(DamagedFileException.class)
                    .hasMessageStartingWith("[%s] must say how the run was started, but ", file)
                    .hasMessageEndingWith(
                            ": restore it from a copy, or start a new run with another --output and --state");
        }
        Files.delete(file);
        assertThatThrownBy(() -> RunRecord.read(file))
                .isInstanceOf(DamagedFileException.class)
                .hasMessageContaining("was started, but is gone: restore it");
    }

    @Test
    void aDamagedRecordOfTheJobOrPlanIsNamedWithTheWayOut() throws IOException {
        Path job = folder.resolve("job.json");
        Path plan = folder.resolve("plan.bin");
        for (String text : List.of("", "{", "{\"cluster\": 1}", "nothing of the kind")) {
            Files.writeString(job, text);
            Files.writeString(plan, text);

            assertThatThrownBy(() -> JobRecord.read(job))
                    .isInstanceOf(DamagedFileException.class)
                    .hasMessageStartingWith(
                            "[%s] must say where the run's job runs, but is damaged (", job)
                    .hasMessageEndingWith(
                            "): restore it from a copy or, if no job of the run is running, delete it");
            assertThatThrownBy(() -> PlanFile.read(plan))
                    .isInstanceOf(DamagedFileException.class)
                    .hasMessageStartingWith(
                            "[%s] must be the plan of a run, but is damaged (", plan);
        }
    }

    @Test
    void aFileThatCannotBeReadIsNotSaidToBeDamaged() {
        IOException unreadable = new IOException("the disk is broken");

        assertThat(DamagedFileException.of(folder, "be read", "do this", unreadable))
                .isSameAs(unreadable);
    }
}
