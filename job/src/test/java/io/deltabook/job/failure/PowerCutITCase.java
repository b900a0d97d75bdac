// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.failure;

import static io.deltabook.job.cli.testing.DisturbedRun.SLOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.UndisturbedRun;
import io.deltabook.job.output.CommittedOutput;
import io.deltabook.job.storage.DiskImage;
import io.deltabook.job.storage.SimulatedDisk;
import io.deltabook.job.testing.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Power cuts, simulated: while a run is on, images are taken of what the disk holds, at random
 * moments; each is put in the run's place and resumed, and ends as an undisturbed run, row for row.
 * The resumed run has its power cut again.
 *
 * <p>{@code -Ddeltabook.cuts=N} takes N images of the first run, {@code -Ddeltabook.seed=S} others;
 * {@code target/power-cuts.txt} says what became of each.
 */
final class PowerCutITCase {
    private static final int CUTS = Integer.getInteger("deltabook.cuts", 4);
    private static final long SEED = Long.getLong("deltabook.seed", 1);

    @RegisterExtension
    static final UndisturbedRun UNDISTURBED =
            new UndisturbedRun(
                    "--rows 200000 --file-rows 10000 --messages-per-second 0.3",
                    "--parallelism 2 --set snapshot.every-updates=1 " + SLOW);

    @TempDir private Path folder;

    private Path place;

    private final Random random = new Random(SEED);
    private final List<String> outcomes = new ArrayList<>();

    private record Cut(DiskImage image, int number) {}

    @BeforeEach
    void setUp() throws IOException {
        place = Files.createDirectory(folder.resolve("place"));
    }

    @Test
    void whateverAPowerCutLeavesIsGoneOnWithToTheSameEnd() throws IOException {
        Deque<Cut> cuts = new ArrayDeque<>();
        try (SimulatedDisk disk = disk(CUTS)) {
            CommandLineRun.succeeds(UNDISTURBED.begin(place.resolve("out")));
            disk.images().forEach(image -> cuts.add(new Cut(image, 1)));
        }
        UNDISTURBED.assertSameAs(place.resolve("out"), "not cut");
        assertThat(cuts).hasSize(CUTS);

        goOnWithAll(cuts);

        assertThat(outcomes)
                .as("seed %d: %s", SEED, outcomes)
                .anyMatch(outcome -> outcome.contains("Resuming from checkpoint"));
    }

    /** The run that is resumed after a first cut has a second one. */
    private void goOnWithAll(Deque<Cut> cuts) throws IOException {
        while (!cuts.isEmpty()) {
            Cut cut = cuts.remove();
            Folders.clear(place);
            cut.image().writeTo(place);
            try (SimulatedDisk disk = disk(cut.number() == 1 ? 1 : 0)) {
                goOn(cut);
                disk.images().forEach(image -> cuts.add(new Cut(image, 2)));
            } finally {
                Files.write(Path.of("target", "power-cuts.txt"), outcomes);
            }
        }
    }

    private SimulatedDisk disk(int images) throws IOException {
        return new SimulatedDisk(place, Files.createTempDirectory(folder, "vault"), random, images);
    }

    private void goOn(Cut cut) throws IOException {
        Path output = place.resolve("out");
        String what = "seed %d, cut %d: %s".formatted(SEED, cut.number(), cut.image());
        boolean isEmpty = !Files.exists(output) || CommittedOutput.of(output).isEmpty();
        CommandLineRun run = CommandLineRun.of("run --resume --output", output, SLOW);
        if (run.exitCode() != 0 && isEmpty && run.err().contains("no run has started there")) {
            run = CommandLineRun.of(UNDISTURBED.begin(place.resolve("out")));
        }
        outcomes.add(what + ": " + run.err().lines().filter(PowerCutITCase::isTelling).toList());
        assertThat(run.exitCode()).as(what + '\n' + run.err()).isZero();
        UNDISTURBED.assertSameAs(output, what + '\n' + run.err());
        assertThat(place.resolve("out.state/run.json")).as(what).doesNotExist();
        try (Stream<Path> files = Files.walk(output)) {
            assertThat(files.filter(file -> file.toString().contains(".inprogress.")))
                    .as(what)
                    .isEmpty();
        }
    }

    private static boolean isTelling(String line) {
        return Stream.of("Resuming", "starts", "finished").anyMatch(line::contains);
    }
}
