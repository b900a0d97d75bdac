// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan.growth;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.testing.InputFiles;
import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.config.SourceConf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which new files of an input can be taken. */
final class GrowingInputTest {
    private static final long NOW = 1_800_000_000_000L;
    private static final long MINUTE = 60_000;

    private final GrowingInput growing = new GrowingInput(Duration.ofMinutes(1));

    @TempDir private Path folder;

    private InputFiles files;
    private SourceConf conf;

    @BeforeEach
    void input() throws InvalidConfigException {
        files = new InputFiles(folder.resolve("in"));
        conf = SourceConf.ofDeltas(folder.resolve("in"));
    }

    @Test
    void anInputThatDoesNotExistYetHasNoFiles() {
        assertThat(look(NOW).whole()).isEmpty();
    }

    @Test
    void aFileIsTakenOnceItHasNotChangedForAWhile() throws IOException {
        Path file = day("A", "2024-08-08", NOW);

        assertThat(look(NOW + MINUTE - 1).whole()).isEmpty();
        assertThat(look(NOW + MINUTE - 1).unsettled())
                .containsEntry(file.toString(), "it has changed within 60 s");
        assertThat(look(NOW + MINUTE).whole()).containsExactly(file.toString());
    }

    /** The clock of the machine that writes may be ahead of this one's. */
    @Test
    void aFileOfTheFutureIsTakenWhenItStaysTheSame() throws IOException {
        Path file = day("A", "2024-08-08", NOW + 1_000 * MINUTE);

        assertThat(look(NOW).whole()).isEmpty();
        day("A", "2024-08-08", NOW + 1_001 * MINUTE);
        assertThat(look(NOW + MINUTE).whole()).isEmpty();
        assertThat(look(NOW + 2 * MINUTE).whole()).containsExactly(file.toString());
    }

    @Test
    void aFileThatIsCutOffIsNotTakenHoweverOldItIs() throws IOException {
        Path file = day("A", "2024-08-08", NOW);
        byte[] whole = Files.readAllBytes(file);
        for (int bytes : new int[] {0, 3, whole.length / 2, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, bytes));
            modified(file, NOW);
            assertThat(look(NOW + 100 * MINUTE).whole()).as("%d bytes", bytes).isEmpty();
            assertThat(look(NOW + 100 * MINUTE).unsettled().get(file.toString()))
                    .startsWith("it does not end as a Parquet file");
        }
        Files.write(file, whole);
        modified(file, NOW);
        assertThat(look(NOW + 100 * MINUTE).whole()).containsExactly(file.toString());
    }

    @Test
    void noDayIsTakenBeforeAnEarlierOneIsWhole() throws IOException {
        Path first = day("A", "2024-08-08", NOW);
        day("B", "2024-08-09", NOW + MINUTE);
        Path sameDay = day("A", "2024-08-09", NOW);
        Path later = day("A", "2024-08-10", NOW);

        assertThat(look(NOW + MINUTE).whole()).containsExactly(first.toString());
        assertThat(look(NOW + 2 * MINUTE).whole())
                .contains(first.toString(), sameDay.toString(), later.toString())
                .hasSize(4);
    }

    @Test
    void hiddenFilesFilesKnownAndFilesOfferedBeforeAreNoNews() throws IOException {
        Path known = day("A", "2024-08-08", NOW);
        Path hidden = known.resolveSibling(".2.parquet");
        Files.copy(known, hidden);
        Path offered = day("B", "2024-08-08", NOW);

        assertThat(growing.look(conf, List.of(known.toString()), NOW + MINUTE).whole())
                .containsExactly(offered.toString());
        growing.taken(List.of(offered.toString()));
        assertThat(growing.look(conf, List.of(known.toString()), NOW + MINUTE).whole()).isEmpty();
    }

    private GrowingInput.Look look(long now) {
        return growing.look(conf, List.of(), now);
    }

    private Path day(String symbol, String dt, long modified) throws IOException {
        Path file = files.day(symbol, dt, "10:00:00", "11:00:00", 10);
        modified(file, modified);
        return file;
    }

    private static void modified(Path file, long millis) throws IOException {
        Files.setLastModifiedTime(file, FileTime.fromMillis(millis));
    }
}
