// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.compact;

import io.deltabook.job.output.ManifestEntry;
import io.deltabook.job.parquet.event.EventFileFacts;
import io.deltabook.job.parquet.event.EventFileShape;
import io.deltabook.job.parquet.event.ParquetSettings;
import io.deltabook.job.parquet.event.join.EventContent;
import io.deltabook.job.parquet.event.join.EventFileJoin;
import io.deltabook.job.parquet.event.join.EventFileRewrite;
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
    private static final String DEFAULT_CODEC = "zstd";

    private final CompactSettings settings;
    private final Failpoint failpoint;
    private long rewritten;

    FileJoiner(CompactSettings settings, Failpoint failpoint) {
        this.settings = settings;
        this.failpoint = failpoint;
    }

    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Joins files.
     *
     * @param parts at least two, ordered by event_seq
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
        int checksum = write(target, out -> EventFileJoin.append(paths, out));
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
        EventContent content = EventContent.of(paths);
        String codec = parts.get(0).shape().codec();
        ParquetSettings parquet =
                new ParquetSettings(
                        ParquetSettings.CODECS.contains(codec) ? codec : DEFAULT_CODEC,
                        settings.rowGroupBytes(),
                        parts.get(0).shape().format(),
                        parts.get(0).shape().encodings());
        int checksum =
                write(
                        target,
                        out ->
                                EventFileRewrite.write(
                                        paths,
                                        parts.get(0).entry().facts().lane(),
                                        content,
                                        settings.writers(),
                                        parquet,
                                        out));
        HourFile whole = reread(parts, target, folder, checksum);
        EventContent found = EventContent.of(List.of(target));
        if (!found.equals(content)) {
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

    private static HourFile reread(List<HourFile> parts, Path target, String folder, int checksum)
            throws IOException {
        ManifestEntry read = ManifestEntry.of(target.getParent(), target);
        if (read.crc32c() != checksum) {
            throw new IOException(
                    "[%s] must be on disk as it was written, but has a different checksum"
                            .formatted(target));
        }
        EventFileFacts expected = parts.get(0).entry().facts();
        for (HourFile part : parts.subList(1, parts.size())) {
            expected = expected.followedBy(part.entry().facts());
        }
        if (!read.facts().equals(expected)) {
            throw new IOException(
                    "[%s] must hold %s as the parts do, but holds %s"
                            .formatted(target, expected, read.facts()));
        }
        ManifestEntry entry =
                new ManifestEntry(
                        folder + '/' + target.getFileName(), read.bytes(), checksum, read.facts());
        return new HourFile(target, entry, EventFileShape.read(target));
    }
}
