// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.compact;

import io.deltabook.job.output.ManifestEntry;
import io.deltabook.job.storage.Disk;
import io.deltabook.job.storage.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Builds the folder that will replace an hour's or another: joined files, and hard links to those
 * that stay unchanged. The hour itself is only read.
 */
final class HourStage {
    private final CompactSettings settings;
    private final FileJoiner joiner;

    HourStage(CompactSettings settings, FileJoiner joiner) {
        this.settings = settings;
        this.joiner = joiner;
    }

    /**
     * Builds the folder.
     *
     * @param folder an empty folder
     * @return all files of the future hour
     */
    List<HourFile> build(HourFiles hour, Path folder) throws IOException {
        List<HourFile> files = hour.files();
        List<List<HourFile>> groups = JoinPlan.groups(files, settings.targetBytes());
        for (List<HourFile> group : groups) {
            if (group.size() > 1) {
                requireUndamaged(group);
            }
        }
        while (groups.size() < files.size()) {
            files = joined(groups, hour, folder);
            groups = JoinPlan.groups(files, settings.targetBytes());
        }
        for (HourFile file : files) {
            if (!file.path().startsWith(folder)) {
                Folders.linkOrCopy(file.path(), folder.resolve(file.name()));
            }
        }
        Disk.forceNames(folder);
        return files;
    }

    private void requireUndamaged(List<HourFile> parts) throws IOException {
        for (HourFile part : parts) {
            if (ManifestEntry.crc32c(part.path()) != part.entry().crc32c()) {
                throw new IOException(
                        "[%s] must have the checksum in the manifest, but has another: it is damaged or was changed; check with 'deltabook verify'"
                                .formatted(part.path()));
            }
        }
    }

    private List<HourFile> joined(List<List<HourFile>> groups, HourFiles hour, Path folder)
            throws IOException {
        List<HourFile> files = new ArrayList<>();
        for (List<HourFile> group : groups) {
            if (group.size() == 1) {
                files.add(group.get(0));
                continue;
            }
            Path target = folder.resolve("joined-" + UUID.randomUUID() + ".parquet");
            files.add(joiner.join(group, target, hour.folder()));
            for (HourFile file : group) {
                if (file.path().startsWith(folder)) {
                    Files.delete(file.path());
                }
            }
        }
        return files;
    }
}
