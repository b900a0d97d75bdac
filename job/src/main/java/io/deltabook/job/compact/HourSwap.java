// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.compact;

import io.deltabook.job.output.ManifestEntry;
import io.deltabook.job.output.UnfinishedCompaction;
import io.deltabook.job.storage.Disk;
import io.deltabook.job.storage.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts new folders in place of hours' folders with two renames per hour: the old one out, the new
 * one in. In between, the hour is absent; its rows are never there twice.
 */
final class HourSwap {
    private static final String NEW = "new";
    private static final String OLD = "old";

    private final Path output;
    private final Path work;
    private final Failpoint failpoint;

    HourSwap(Path output, Failpoint failpoint) {
        this.output = output;
        this.work = output.resolve(UnfinishedCompaction.FOLDER);
        this.failpoint = failpoint;
    }

    /** Where the files of an hour are built. */
    Path staged(String stage) {
        return work.resolve(stage).resolve(NEW);
    }

    private Path old(Journal.Hour hour) {
        return work.resolve(hour.stage()).resolve(OLD);
    }

    private Path home(Journal.Hour hour) {
        return output.resolve(hour.folder());
    }

    /**
     * Replaces an hour.
     *
     * @throws IOException if its folder contains anything but the joined parts; it has been put
     *     back then
     */
    void replace(Journal.Hour hour) throws IOException {
        Folders.move(home(hour), old(hour));
        requireParts(hour);
        failpoint.reached(Step.HOUR_TAKEN_OUT);
        Folders.move(staged(hour.stage()), home(hour));
        failpoint.reached(Step.HOUR_REPLACED);
    }

    /** Files added to the folder since it was read would be deleted with the parts. */
    private void requireParts(Journal.Hour hour) throws IOException {
        Set<String> parts =
                hour.parts().stream().map(Journal.Named::name).collect(Collectors.toSet());
        Set<String> found = Folders.names(old(hour));
        if (!found.equals(parts)) {
            Folders.move(old(hour), home(hour));
            throw new IOException(
                    "[%s] must hold %s and nothing else, but holds %s: something else is writing to the output; stop that first"
                            .formatted(home(hour), parts, found));
        }
    }

    /** Makes the renames survive a power cut. */
    void sync(Journal.Hour hour) throws IOException {
        Disk.forceNames(home(hour).getParent());
        Disk.forceNamesIfThere(work.resolve(hour.stage()));
    }

    /**
     * Brings an hour of an interrupted compaction into one of its two states, untouched or
     * replaced: an hour that was not moved out stays, one that was gets its new folder.
     *
     * @return whether it is replaced
     * @throws IOException if its folder was replaced or removed from outside
     */
    boolean settle(Journal.Hour hour) throws IOException {
        Path home = home(hour);
        Path staged = staged(hour.stage());
        Path old = old(hour);
        if (Files.exists(home) && Files.exists(old) && Files.exists(staged)) {
            requireEmpty(home, old);
            Files.delete(home);
        }
        if (!Files.exists(home)) {
            if (!Files.exists(old)) {
                throw new IOException(
                        "[%s] must be there, or its parts in [%s], but neither is: they were removed from outside"
                                .formatted(home, old));
            }
            Folders.move(isWhole(hour, staged) ? staged : old, home);
        } else if (Files.exists(old) && !isWhole(hour, home)) {
            throw new IOException(
                    "[%s] must hold the files that %s names, whole, but does not: put back its parts from [%s]"
                            .formatted(home, Journal.file(output), old));
        }
        sync(hour);
        return Folders.names(home).equals(names(hour));
    }

    private static void requireEmpty(Path home, Path old) throws IOException {
        Set<String> names = Folders.names(home);
        if (!names.isEmpty()) {
            throw new IOException(
                    "[%s] must not be created again before the compaction has finished, but holds %s: move that away; its parts are in [%s]"
                            .formatted(home, names, old));
        }
    }

    private static Set<String> names(Journal.Hour hour) {
        return hour.files().stream().map(Journal.Named::name).collect(Collectors.toSet());
    }

    private static boolean isWhole(Journal.Hour hour, Path folder) throws IOException {
        if (!Files.exists(folder) || !Folders.names(folder).equals(names(hour))) {
            return false;
        }
        for (Journal.Named file : hour.files()) {
            Path path = folder.resolve(file.name());
            if (Files.size(path) != file.bytes() || ManifestEntry.crc32c(path) != file.crc32c()) {
                return false;
            }
        }
        return true;
    }

    /** Deletes the parts of a replaced hour, or the new files of one that stays. */
    void clear(Journal.Hour hour) throws IOException {
        Folders.delete(work.resolve(hour.stage()));
    }
}
