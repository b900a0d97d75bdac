// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.contract.LaneId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OutputFolderTest {
    @TempDir Path folder;

    @Test
    void claimsANewFolderAndKnowsItAgain() throws IOException {
        Path output = folder.resolve("a/b");

        List<LaneId> lanes = List.of(new LaneId("A", "x/y"), new LaneId("B", "z"));
        OutputFolder.claim(output, "run \"1\"", "abc", lanes, null);

        OutputFolder again = OutputFolder.open(output);
        assertThat(again.runId()).isEqualTo("run \"1\"");
        assertThat(again.fingerprint()).isEqualTo("abc");
        assertThat(again.lanes()).isEqualTo(lanes);
        assertThat(again.path()).isEqualTo(output);
    }

    @Test
    void refusesTheFolderOfAnotherRun() throws IOException {
        OutputFolder.claim(folder, "1", "abc", List.of(), null);

        assertThatThrownBy(() -> OutputFolder.claim(folder, "2", "abc", List.of(), null))
                .isInstanceOf(OutputTakenException.class)
                .hasMessage(
                        "[%s] output must be new or empty, but has _deltabook.json;"
                                        .formatted(folder)
                                + " choose another --output");
    }

    @ParameterizedTest
    @ValueSource(strings = {"events", "rejects", "incidents", "statistics", "summary.json"})
    void refusesOutputWithoutAMarker(String content) throws IOException {
        Files.createDirectory(folder.resolve(content));

        assertThatThrownBy(() -> OutputFolder.claim(folder, "1", "abc", List.of(), null))
                .isInstanceOf(OutputTakenException.class)
                .hasMessageContaining("but has " + content);
        assertThat(folder.resolve(OutputFolder.MARKER)).doesNotExist();
    }

    @Test
    void refusesAFile() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> OutputFolder.claim(file, "1", "abc", List.of(), null))
                .isInstanceOf(OutputTakenException.class)
                .hasMessageContaining("output must be a folder, but is a file");
    }

    @Test
    void refusesAFolderWithForeignFilesAndLeavesThemAlone() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "mine");

        assertThatThrownBy(() -> OutputFolder.claim(folder, "1", "abc", List.of(), null))
                .isInstanceOf(OutputTakenException.class)
                .hasMessageContaining("must be new or empty, but has notes.txt");
        assertThat(folder.resolve(OutputFolder.MARKER)).doesNotExist();
        assertThat(folder.resolve("notes.txt")).hasContent("mine");
    }

    @Test
    void onlyOneOfManyGetsTheFolder() throws Exception {
        int rivals = 8;
        CyclicBarrier start = new CyclicBarrier(rivals);
        ExecutorService threads = Executors.newFixedThreadPool(rivals);
        try {
            List<Callable<Boolean>> claims =
                    IntStream.range(0, rivals)
                            .<Callable<Boolean>>mapToObj(i -> () -> claimed(start, "run" + i))
                            .toList();
            int winners = 0;
            for (Future<Boolean> claim : threads.invokeAll(claims)) {
                winners += claim.get() ? 1 : 0;
            }
            assertThat(winners).isEqualTo(1);
        } finally {
            threads.shutdown();
        }
    }

    private boolean claimed(CyclicBarrier start, String runId) throws Exception {
        start.await();
        try {
            OutputFolder.claim(folder, runId, "abc", List.of(), null);
            return true;
        } catch (OutputTakenException | OutputInUseException e) {
            return false;
        }
    }

    @Test
    void givesBackAFolderThatNothingWasWrittenTo() throws IOException {
        OutputFolder claimed = OutputFolder.claim(folder, "1", "abc", List.of(), null);

        assertThat(claimed.releaseIfUnused()).isTrue();
        assertThat(folder).isEmptyDirectory();
        Path fresh = folder.resolve("fresh");
        assertThat(OutputFolder.claim(fresh, "1", "abc", List.of(), null).releaseIfUnused())
                .isTrue();
        assertThat(fresh).doesNotExist();

        OutputFolder second = OutputFolder.claim(folder, "2", "abc", List.of(), null);
        Files.createDirectory(folder.resolve("events"));
        assertThat(second.releaseIfUnused()).isFalse();
        assertThat(OutputFolder.open(folder).runId()).isEqualTo("2");
    }

    @Test
    void opensOnlyTheOutputOfARun() throws IOException {
        assertThatThrownBy(() -> OutputFolder.open(folder))
                .hasMessage(
                        "[%s] must be the output of a run, but has no _deltabook.json"
                                .formatted(folder));
        Path marker = folder.resolve(OutputFolder.MARKER);
        Files.writeString(marker, "{");
        assertThatThrownBy(() -> OutputFolder.open(folder))
                .hasMessageStartingWith("[%s] must be JSON: ".formatted(marker));
        Files.writeString(marker, "{\"run_id\": \"1\"}");
        assertThatThrownBy(() -> OutputFolder.open(folder))
                .hasMessage("[%s] must have a text fingerprint".formatted(marker));
    }
}
