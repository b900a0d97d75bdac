// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.compact;

import io.deltabook.job.output.CommittedFile;
import io.deltabook.job.parquet.event.join.FileContent;
import io.deltabook.job.parquet.event.join.JoinedFileCheck;
import io.deltabook.job.storage.Disk;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/** Joins files into one, written to disk and read back before anything relies on it. */
final class FileJoiner {
    private final JoinedDataset dataset;
    private final CompactSettings settings;
    private final Failpoint failpoint;
    private long rewritten;

    FileJoiner(JoinedDataset dataset, CompactSettings settings, Failpoint failpoint) {
        this.dataset = dataset;
        this.settings = settings;
        this.failpoint = failpoint;
    }

    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Joins files.
     *
     * @param parts at least two, in the order of their rows
     * @param target the file to create
     * @param folder its final folder in the output
     */
    HourFile join(List<HourFile> parts, Path target, String folder) throws IOException {
        List<Path> paths = parts.stream().map(HourFile::path).toList();
        long rowGroups = parts.stream().mapToLong(part -> part.shape().rowGroups()).sum();
        long encodedBytes = parts.stream().mapToLong(part -> part.shape().encodedBytes()).sum();
        if (settings.rewrites(rowGroups, encodedBytes)) {
            HourFile whole = rewrite(parts, paths, target, folder);
            if (whole.entry().bytes() <= settings.targetBytes()) {
                rewritten++;
                return whole;
            }
            Files.delete(target);
        }
        return append(parts, paths, target, folder);
    }

    /** Number of files whose row groups were rewritten. */
    long rewritten() {
        return rewritten;
    }

    private HourFile append(List<HourFile> parts, List<Path> paths, Path target, String folder)
            throws IOException {
        int checksum = write(target, out -> dataset.append(paths, out));
        HourFile whole = reread(parts, target, folder, checksum);
        JoinedFileCheck.require(target, paths);
        if (whole.entry().bytes() > settings.targetBytes()) {
            throw new IOException(
                    "[%s] must have at most %,d bytes, but has %,d"
                            .formatted(target, settings.targetBytes(), whole.entry().bytes()));
        }
        return whole;
    }

    private HourFile rewrite(List<HourFile> parts, List<Path> paths, Path target, String folder)
            throws IOException {
        FileContent content = dataset.content(paths);
        HourFile first = parts.get(0);
        int checksum = write(target, out -> dataset.rewrite(first, paths, content, settings, out));
        HourFile whole = reread(parts, target, folder, checksum);
        if (!dataset.content(List.of(target)).equals(content)) {
            throw new IOException(
                    "[%s] rewritten rows must be those of the %d parts in [%s], but differ; keep the row groups with '--row-groups keep'"
                            .formatted(target, parts.size(), folder));
        }
        return whole;
    }

    /** Writes and syncs a file; returns its CRC32C. */
    private int write(Path target, Content content) throws IOException {
        CRC32C checksum = new CRC32C();
        try (FileChannel channel =
                FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            OutputStream out = failpoint.opened(Channels.newOutputStream(channel));
            OutputStream checked = new CheckedOutputStream(out, checksum);
            content.writeTo(checked);
            checked.flush();
            Disk.force(channel, target);
        }
        failpoint.reached(Step.FILE_WRITTEN);
        return (int) checksum.getValue();
    }

    private HourFile reread(List<HourFile> parts, Path target, String folder, int checksum)
            throws IOException {
        CommittedFile entry = dataset.joined(parts, target, folder);
        if (entry.crc32c() != checksum) {
            throw new IOException(
                    "[%s] must be on disk as it was written, but has a different checksum"
                            .formatted(target));
        }
        return dataset.read(target, entry);
    }
}
