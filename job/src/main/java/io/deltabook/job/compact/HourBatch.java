// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.compact;

import io.deltabook.job.output.CommittedFile;
import io.deltabook.job.output.Manifest;
import io.deltabook.job.output.Summary;
import io.deltabook.job.storage.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Hours that are put in place together. */
final class HourBatch {
    private final Path output;
    private final HourSwap swap;
    private final Failpoint failpoint;
    private final List<Journal.Hour> hours = new ArrayList<>();
    private final Map<String, List<CommittedFile>> entries = new LinkedHashMap<>();

    HourBatch(Path output, HourSwap swap, Failpoint failpoint) {
        this.output = output;
        this.swap = swap;
        this.failpoint = failpoint;
    }

    /** Adds an hour whose new folder is complete. */
    void add(HourFiles before, String stage, List<HourFile> after) {
        hours.add(
                new Journal.Hour(
                        before.folder(),
                        stage,
                        before.files().stream().map(Journal.Named::of).toList(),
                        after.stream().map(Journal.Named::of).toList()));
        entries.put(before.folder(), List.copyOf(after.stream().map(HourFile::entry).toList()));
    }

    /**
     * Replaces the hours.
     *
     * @return the resulting manifest of the output
     */
    Manifest commit(Manifest manifest) throws IOException {
        new Journal(hours).write(output);
        failpoint.reached(Step.JOURNAL_WRITTEN);
        try {
            for (Journal.Hour hour : hours) {
                swap.replace(hour);
            }
        } catch (IOException e) {
            try {
                finish(output, swap, failpoint);
            } catch (IOException next) {
                e.addSuppressed(next);
            }
            throw e;
        }
        for (Journal.Hour hour : hours) {
            swap.sync(hour);
        }
        Manifest replaced = manifest.withFolders(entries);
        end(replaced);
        return replaced;
    }

    private void end(Manifest replaced) throws IOException {
        if (replaced != null) {
            replaced.write(output);
            failpoint.reached(Step.MANIFEST_WRITTEN);
            Summary.replaceFiles(output, replaced);
            Disk.forceNames(output);
            failpoint.reached(Step.SUMMARY_WRITTEN);
        }
        for (Journal.Hour hour : hours) {
            swap.clear(hour);
            failpoint.reached(Step.PARTS_DELETED);
        }
        Files.delete(Journal.file(output));
        Disk.forceNames(Journal.file(output).getParent());
        failpoint.reached(Step.JOURNAL_DELETED);
    }

    /**
     * Completes an interrupted commit, if there is one.
     *
     * @return number of hours that it had replaced
     */
    static long finish(Path output, HourSwap swap, Failpoint failpoint) throws IOException {
        Journal journal = Journal.read(output);
        if (journal == null) {
            return 0;
        }
        HourBatch batch = new HourBatch(output, swap, failpoint);
        batch.hours.addAll(journal.hours());
        for (Journal.Hour hour : journal.hours()) {
            if (swap.settle(hour)) {
                List<CommittedFile> files = new ArrayList<>();
                for (Journal.Named file : hour.files()) {
                    Path folder = output.resolve(hour.folder());
                    files.add(CommittedFile.of(output, folder.resolve(file.name())));
                }
                batch.entries.put(hour.folder(), files);
            }
        }
        boolean hasManifest = Files.exists(output.resolve(Manifest.FILE));
        batch.end(hasManifest ? Manifest.read(output).withFolders(batch.entries) : null);
        return batch.entries.size();
    }
}
