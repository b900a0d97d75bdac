// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.compact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.job.output.Manifest;
import io.deltabook.job.output.OutputInUseException;
import io.deltabook.job.output.Summary;
import io.deltabook.job.output.UnfinishedCompaction;
import io.deltabook.job.parquet.event.write.ColumnEventBatchWriter;
import io.deltabook.job.testing.Folders;
import io.deltabook.job.testing.JavaCommand;
import io.deltabook.job.verify.Findings;
import io.deltabook.job.verify.NotAnOutputException;
import io.deltabook.job.verify.OutputVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A compaction dies at each of its steps, once or again while it finishes, and is repeated. */
@Tag("slow")
final class CompactionCrashTest {
    private static final CompactSettings SETTINGS =
            new CompactSettings(
                    1 << 20, RowGroupPolicy.AUTO, 1 << 20, ColumnEventBatchWriter::open, Set.of());

    @TempDir private Path folder;
    private Path sound;
    private Map<String, String> soundRows;

    @BeforeEach
    void makeOutput() throws IOException {
        sound = PartedOutput.small(folder.resolve("sound")).folder();
        soundRows = PartedOutput.digests(sound);
    }

    /** Dies when it has been asked so often. */
    private static final class Death implements Failpoint {
        private int left;
        private Step last;

        private Death(int steps) {
            left = steps;
        }

        @Override
        public synchronized void reached(Step step) {
            if (left > 0) {
                last = step;
                left--;
                if (left == 0) {
                    throw new Died();
                }
            }
        }
    }

    private static final class Died extends Error {
        private static final long serialVersionUID = 1;

        private Died() {
            super("died", null, false, false);
        }
    }

    /** The step at which it died, null if it came to its end before. */
    private static Step compact(Path output, int steps) throws IOException {
        Death death = new Death(steps);
        try {
            new Compaction(output, SETTINGS, death).run(rows -> more -> {});
            return null;
        } catch (Died e) {
            return death.last;
        }
    }

    @Test
    void whereverItDiesNoRowIsDuplicatedAndTheNextOneFinishes() throws IOException {
        EnumSet<Step> died = EnumSet.noneOf(Step.class);
        int most = 0;
        for (int steps = 1; most == 0; steps++) {
            Path output = Folders.copy(sound, folder.resolve("out" + steps));
            Step at = compact(output, steps);
            if (at == null) {
                most = steps;
            } else {
                died.add(at);
                assertSeen(output, at);
                assertWarned(output);
                assertThat(compact(output, Integer.MAX_VALUE)).isNull();
            }
            assertCompacted(output);
        }
        assertThat(died).isEqualTo(EnumSet.allOf(Step.class));
    }

    @Test
    void itMayDieAgainWhileItFinishes() throws IOException {
        int number = 0;
        for (Step first : List.of(Step.HOUR_TAKEN_OUT, Step.PARTS_DELETED)) {
            boolean died = true;
            for (int steps = 1; died; steps++) {
                Path output = Folders.copy(sound, folder.resolve("out" + number++));
                dieAt(output, first);
                Step at = compact(output, steps);
                died = at != null;
                if (died) {
                    assertSeen(output, at);
                    assertThat(compact(output, Integer.MAX_VALUE)).isNull();
                }
                assertCompacted(output);
            }
        }
        assertThat(number).isGreaterThan(12);
    }

    private static void dieAt(Path output, Step step) {
        assertThatThrownBy(
                        () ->
                                new Compaction(
                                                output,
                                                SETTINGS,
                                                reached -> {
                                                    if (reached == step) {
                                                        throw new Died();
                                                    }
                                                })
                                        .run(rows -> more -> {}))
                .isInstanceOf(Died.class);
    }

    /** Each hour has all of its rows, once; between the two renames one hour has none. */
    private void assertSeen(Path output, Step at) throws IOException {
        Map<String, String> seen = PartedOutput.digests(output);
        Map<String, String> missing = new TreeMap<>(soundRows);
        missing.entrySet().removeAll(seen.entrySet());
        assertThat(soundRows).as(at.name()).containsAllEntriesOf(seen);
        assertThat(missing).as(at.name()).hasSize(at == Step.HOUR_TAKEN_OUT ? 1 : 0);
    }

    /** While files may be half replaced, nobody else reads or derives anything. */
    private static void assertWarned(Path output) throws IOException {
        if (!UnfinishedCompaction.isIn(output)) {
            OutputVerifier.open(output, new Findings(1, finding -> {}));
            return;
        }
        String wayOut = "finish it with 'deltabook compact " + output + "'";
        assertThatThrownBy(() -> OutputVerifier.open(output, new Findings(1, finding -> {})))
                .isInstanceOf(NotAnOutputException.class)
                .hasMessageContaining(wayOut);
        assertThatThrownBy(() -> Summary.writeFor(output, null)).hasMessageContaining(wayOut);
        assertThatThrownBy(() -> new Compaction(output, SETTINGS).dryRun())
                .isInstanceOf(CompactRefusedException.class)
                .hasMessageContaining(wayOut);
    }

    private void assertCompacted(Path output) throws IOException {
        assertThat(PartedOutput.digests(output)).isEqualTo(soundRows);
        assertThat(PartedOutput.files(output).values()).containsOnly(1L);
        assertThat(Manifest.read(output).entries()).isEqualTo(Manifest.scan(output).entries());
        assertThat(Manifest.read(output).sides()).isEqualTo(Manifest.scan(output).sides());
        assertThat(Files.readString(output.resolve(Summary.FILE)))
                .contains("\"files\" : 3", "\"rows_in\" : 7");
        try (Stream<Path> content = Files.list(output)) {
            assertThat(content.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "_deltabook.json",
                            "events",
                            "quotes",
                            "periods",
                            Manifest.FILE,
                            Summary.FILE);
        }
    }

    @Test
    void aKilledProcessLeavesAnHourOutAndTheNextOneFinishes() throws Exception {
        Path output = Folders.copy(sound, folder.resolve("out"));
        List<String> command =
                JavaCommand.of(
                        "512m",
                        HaltingCompaction.class.getName(),
                        List.of(output.toString(), Step.HOUR_TAKEN_OUT.name()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        assertThat(process.inputReader().readLine()).isEqualTo("HOUR_TAKEN_OUT");
        assertThatThrownBy(() -> compact(output, Integer.MAX_VALUE))
                .isInstanceOf(OutputInUseException.class)
                .hasMessageContaining("but process " + process.pid() + " since ");

        assertThat(process.destroyForcibly().waitFor()).isEqualTo(137);
        assertSeen(output, Step.HOUR_TAKEN_OUT);
        CompactResult result = new Compaction(output, SETTINGS).run(rows -> more -> {});
        assertThat(result.finished()).isEqualTo(1);
        assertThat(result.hours()).hasSize(3);
        assertCompacted(output);
    }

    @Test
    void anHourThatWasCreatedAgainIsNotOverwritten() throws IOException {
        Path output = Folders.copy(sound, folder.resolve("out"));
        dieAt(output, Step.HOUR_TAKEN_OUT);
        Map<String, String> missing = new TreeMap<>(soundRows);
        missing.keySet().removeAll(PartedOutput.digests(output).keySet());
        Path hour = output.resolve(missing.keySet().iterator().next());
        Files.createDirectories(hour);
        Path intruder = Files.createFile(hour.resolve("x"));

        assertThatThrownBy(() -> compact(output, Integer.MAX_VALUE))
                .hasMessageStartingWith("[" + hour + "] must not be created again")
                .hasMessageContaining("holds [x]");

        Files.delete(intruder);
        assertThat(compact(output, Integer.MAX_VALUE)).isNull();
        assertCompacted(output);
    }

    @Test
    void anUnreadableJournalIsRefusedByName() throws IOException {
        Path output = Folders.copy(sound, folder.resolve("out"));
        dieAt(output, Step.HOUR_REPLACED);
        Path journal = output.resolve("_compact/journal.json");
        String text = Files.readString(journal);
        List<String> broken = new ArrayList<>(List.of("", "{", text.replace("\"stage\"", "\"x\"")));
        broken.add(text.replace("\"version\":1", "\"version\":2"));

        for (String content : broken) {
            Files.writeString(journal, content);
            assertThatThrownBy(() -> compact(output, Integer.MAX_VALUE))
                    .hasMessageStartingWith(
                            "[" + journal + "] must be the journal of a compaction");
        }

        Files.writeString(journal, text);
        assertThat(compact(output, Integer.MAX_VALUE)).isNull();
        assertCompacted(output);
    }
}
