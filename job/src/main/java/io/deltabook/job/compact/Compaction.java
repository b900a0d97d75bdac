// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.compact;

import io.deltabook.job.output.InProgressFiles;
import io.deltabook.job.output.Manifest;
import io.deltabook.job.output.OutputFolder;
import io.deltabook.job.output.OutputInUseException;
import io.deltabook.job.output.OutputLock;
import io.deltabook.job.output.Summary;
import io.deltabook.job.output.UnfinishedCompaction;
import io.deltabook.job.storage.Disk;
import io.deltabook.job.storage.Folders;
import io.deltabook.job.storage.LaneTasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins the parts of hours. A few hours at a time are built beside the output and checked, listed
 * in the journal, and put in place of the old ones; then the manifest and the summary are replaced
 * and the parts deleted. Holds the output's lock; the caller ensures that no job on another cluster
 * writes to the output meanwhile. Hours are built by a thread per core. One use.
 */
public final class Compaction {
    private static final Logger LOG = LoggerFactory.getLogger(Compaction.class);
    private static final int HOURS_AT_A_TIME = 256;
    private static final long BYTES_AT_A_TIME = 4L << 30;

    private final Path output;
    private final Path work;
    private final CompactSettings settings;
    private final Failpoint failpoint;
    private final HourSwap swap;
    private final List<CompactResult.Hour> done = new ArrayList<>();
    private long stages;

    /**
     * @param output output folder of a run that is not running
     */
    public Compaction(Path output, CompactSettings settings) {
        this(output, settings, Failpoint.NONE);
    }

    Compaction(Path output, CompactSettings settings, Failpoint failpoint) {
        this.output = output.toAbsolutePath().normalize();
        this.work = this.output.resolve(UnfinishedCompaction.FOLDER);
        this.settings = settings;
        this.failpoint = failpoint;
        this.swap = new HourSwap(this.output, failpoint);
    }

    /** Receives the amount of work and the progress. */
    public interface Progress {
        /** Receives the number of rows to join; returns a consumer of the number of rows joined. */
        LongConsumer begin(long rows);
    }

    /**
     * What {@link #run} would do. Changes nothing.
     *
     * @throws CompactRefusedException if the output cannot be compacted in its present state
     */
    public CompactResult dryRun() throws IOException {
        requireRun();
        if (UnfinishedCompaction.isIn(output)) {
            throw new CompactRefusedException(List.of(UnfinishedCompaction.message(output)));
        }
        requireCommitted();
        boolean hasManifest = Files.exists(output.resolve(Manifest.FILE));
        Manifest manifest = hasManifest ? Manifest.read(output) : Manifest.scan(output);
        List<CompactResult.Hour> hours = new ArrayList<>();
        for (HourFiles hour : OutputHours.toJoin(output, manifest, settings)) {
            long after = JoinPlan.groups(hour.files(), settings.targetBytes()).size();
            hours.add(result(hour, after, hour.bytes(), 0));
        }
        return new CompactResult(hours, 0);
    }

    /**
     * Finishes an interrupted compaction, then joins everything there is to join.
     *
     * @throws CompactRefusedException if the output cannot be compacted in its present state
     * @throws OutputInUseException if another process is changing it
     */
    public CompactResult run(Progress progress) throws IOException {
        requireRun();
        try (OutputLock lock = OutputLock.take(output)) {
            long finished = HourBatch.finish(output, swap, failpoint);
            LOG.debug("[{}] is locked for changes by this process only", lock.output());
            clearWork();
            requireCommitted();
            if (!Files.exists(output.resolve(Manifest.FILE))) {
                Summary.of(output, Manifest.scan(output), null).rewrite(output);
            }
            Manifest manifest = Manifest.read(output);
            List<HourFiles> hours = OutputHours.toJoin(output, manifest, settings);
            LongConsumer rows = progress.begin(hours.stream().mapToLong(HourFiles::rows).sum());
            try {
                join(hours, manifest, rows);
            } catch (IOException e) {
                if (!UnfinishedCompaction.isIn(output)) {
                    clearWork();
                }
                throw e;
            }
            clearWork();
            return new CompactResult(done, finished);
        }
    }

    private void requireRun() throws CompactRefusedException {
        if (!Files.isRegularFile(output.resolve(OutputFolder.MARKER))) {
            throw new CompactRefusedException(
                    List.of(
                            "[%s] must be the output of a run, but has no %s"
                                    .formatted(output, OutputFolder.MARKER)));
        }
    }

    private void requireCommitted() throws IOException {
        List<Path> parts = InProgressFiles.below(output);
        if (!parts.isEmpty()) {
            throw new CompactRefusedException(
                    List.of(
                            "[%s] must not be in progress any more, but its run died before it was committed (%d such files): resume with 'deltabook run --resume --output %s' first"
                                    .formatted(parts.get(0), parts.size(), output)));
        }
    }

    /** Deletes what was built but never put in place. */
    private void clearWork() throws IOException {
        Folders.delete(work);
    }

    private void join(List<HourFiles> hours, Manifest before, LongConsumer progress)
            throws IOException {
        Manifest manifest = before;
        // After a power cut the journal is useless if the folder that contains it is gone.
        Disk.createFolders(work);
        List<HourFiles> together = new ArrayList<>();
        long bytes = 0;
        for (HourFiles hour : hours) {
            together.add(hour);
            bytes += hour.bytes();
            if (together.size() >= HOURS_AT_A_TIME || bytes >= BYTES_AT_A_TIME) {
                manifest = replace(together, manifest, progress);
                together.clear();
                bytes = 0;
            }
        }
        if (!together.isEmpty()) {
            replace(together, manifest, progress);
        }
    }

    /** Hours are built several at a time, and put in place when all are. */
    private Manifest replace(List<HourFiles> hours, Manifest manifest, LongConsumer progress)
            throws IOException {
        AtomicLong rows = new AtomicLong();
        List<Callable<StagedHour>> tasks = new ArrayList<>();
        for (HourFiles hour : hours) {
            String stage = Long.toString(stages++);
            tasks.add(
                    () -> {
                        StagedHour staged = build(hour, stage);
                        rows.addAndGet(hour.rows());
                        return staged;
                    });
        }
        List<StagedHour> built =
                LaneTasks.run(
                        Runtime.getRuntime().availableProcessors(),
                        tasks,
                        () -> progress.accept(rows.getAndSet(0)));
        progress.accept(rows.getAndSet(0));
        HourBatch batch = new HourBatch(output, swap, failpoint);
        for (int i = 0; i < built.size(); i++) {
            batch.add(hours.get(i), built.get(i).stage(), built.get(i).files());
        }
        Manifest replaced = batch.commit(manifest);
        built.forEach(hour -> done.add(hour.result()));
        return replaced;
    }

    private StagedHour build(HourFiles hour, String stage) throws IOException {
        Path folder = swap.staged(stage);
        Files.createDirectories(folder);
        FileJoiner joiner = new FileJoiner(hour.dataset(), settings, failpoint);
        List<HourFile> files = new HourStage(settings, joiner).build(hour, folder);
        long bytes = files.stream().mapToLong(file -> file.entry().bytes()).sum();
        failpoint.reached(Step.HOUR_STAGED);
        return new StagedHour(stage, files, result(hour, files.size(), bytes, joiner.rewritten()));
    }

    /** An hour whose new folder is complete. */
    private record StagedHour(String stage, List<HourFile> files, CompactResult.Hour result) {}

    private static CompactResult.Hour result(
            HourFiles hour, long filesAfter, long bytesAfter, long rewritten) {
        return new CompactResult.Hour(
                hour.dataset().folder(),
                hour.lane(),
                hour.hour(),
                hour.rows(),
                hour.files().size(),
                filesAfter,
                hour.bytes(),
                bytesAfter,
                rewritten);
    }
}
