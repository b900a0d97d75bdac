// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.testing;

import io.deltabook.contract.LaneId;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Reads damaged files one after the other, in a JVM of its own with a small heap. Arguments:
 * folder, first seed, tries. Ends with 0 if each try ended as it must, and names the seed of one
 * that did not.
 */
public final class FuzzProcess {
    private static final int MOST_ROWS = 400;
    private static final int TRIES_OF_A_FILE = 25;
    private static final int MOST_FAILURES = 20;

    /** At most one in this many tries may have nothing to be compared with. */
    private static final int UNCOMPARED_TRIES = 1_000;

    private final Path folder;
    private final PrintWriter out;
    private final Map<ReadAttempt.End, Integer> ends = new EnumMap<>(ReadAttempt.End.class);
    private Map<LaneId, List<String>> rows;

    private FuzzProcess(Path folder, PrintWriter out) {
        this.folder = folder;
        this.out = out;
    }

    public static void main(String[] args) throws IOException {
        boolean isSound;
        try (PrintWriter out = new PrintWriter(args[0], StandardCharsets.UTF_8)) {
            long first = Long.parseLong(args[2]);
            int tries = Integer.parseInt(args[3]);
            isSound = new FuzzProcess(Path.of(args[1]), out).run(first, tries);
        }
        System.exit(isSound ? 0 : 1);
    }

    private boolean run(long first, int tries) throws IOException {
        byte[] whole = null;
        int failures = 0;
        for (long seed = first; seed < first + tries && failures < MOST_FAILURES; seed++) {
            if (whole == null || seed % TRIES_OF_A_FILE == 0) {
                whole = whole(seed - Math.floorMod(seed, TRIES_OF_A_FILE));
            }
            byte[] damaged = new FileDamage(new SplittableRandom(seed)).of(whole);
            Path file = Files.write(folder.resolve("damaged.parquet"), damaged);
            try {
                ends.merge(
                        BoundedReading.of(() -> new ReadAttempt(file, rows).run()),
                        1,
                        Integer::sum);
            } catch (ExecutionException e) {
                failures++;
                failed(seed, file, e.getCause());
            } catch (TimeoutException e) {
                failed(seed, file, e);
                Thread.getAllStackTraces()
                        .forEach((thread, trace) -> out.println(thread + " " + List.of(trace)));
                return false;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        out.println("tries=" + tries + " first_seed=" + first + " ends=" + ends);
        int uncompared = ends.getOrDefault(ReadAttempt.End.READ_UNCOMPARED, 0);
        return failures == 0 && uncompared <= 1 + tries / UNCOMPARED_TRIES;
    }

    private byte[] whole(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(~seed);
        boolean hasChecksums = random.nextInt(3) == 0;
        Path file = folder.resolve("whole.parquet");
        new RandomDeltaFile(seed).write(file, 1 + random.nextInt(MOST_ROWS), hasChecksums);
        rows = ReadAttempt.rows(file);
        return Files.readAllBytes(file);
    }

    private void failed(long seed, Path file, Throwable e) throws IOException {
        Path kept = folder.resolve("seed-" + seed + ".parquet");
        Files.copy(file, kept, StandardCopyOption.REPLACE_EXISTING);
        out.println("FAILED seed=" + seed + " file=" + kept);
        out.println(SmallHeap.describe(e));
    }
}
