// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.compact;

import io.deltabook.job.output.CommittedFile;
import io.deltabook.job.output.Manifest;
import io.deltabook.job.output.ManifestEntry;
import io.deltabook.job.parquet.event.EventFileFacts;
import io.deltabook.job.parquet.event.EventFileShape;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.EventSchemaFaults;
import io.deltabook.job.parquet.event.join.EventFileJoin;
import io.deltabook.job.parquet.event.join.EventFileRewrite;
import io.deltabook.job.parquet.event.join.FileContent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The events, in a folder per hour. */
final class JoinedEvents implements JoinedDataset {
    @Override
    public String folder() {
        return EventSchema.FOLDER;
    }

    @Override
    public String orderedBy() {
        return EventSchema.EVENT_SEQ;
    }

    @Override
    public boolean mayRepeat() {
        return false;
    }

    @Override
    public HourFile read(Path path, CommittedFile entry) throws IOException {
        List<String> schema = EventSchemaFaults.of(path).sentences();
        if (!schema.isEmpty()) {
            throw new IOException("[%s] %s".formatted(path, schema.get(0)));
        }
        EventFileFacts facts = EventFileFacts.read(path);
        EventFileFacts listed = ((ManifestEntry) entry).facts();
        if (!facts.equals(listed) || Files.size(path) != entry.bytes()) {
            throw new IOException(
                    "[%s] must be as %s says, %,d bytes and %s, but has %,d bytes and %s; check with 'deltabook verify'"
                            .formatted(
                                    path,
                                    Manifest.FILE,
                                    entry.bytes(),
                                    listed,
                                    Files.size(path),
                                    facts));
        }
        return file(path, entry, facts);
    }

    private static HourFile file(Path path, CommittedFile entry, EventFileFacts facts)
            throws IOException {
        return new HourFile(
                path,
                entry,
                facts.lane(),
                new HourFile.Range(facts.firstSeq(), facts.lastSeq()),
                new HourFile.Range(facts.firstNanos(), facts.lastNanos()),
                EventFileShape.read(path));
    }

    @Override
    public String folderOf(HourFile file) {
        return file.folderOfHour(folder());
    }

    @Override
    public void append(List<Path> parts, OutputStream out) throws IOException {
        EventFileJoin.append(parts, out);
    }

    @Override
    public void rewrite(
            HourFile first,
            List<Path> parts,
            FileContent content,
            CompactSettings settings,
            OutputStream out)
            throws IOException {
        EventFileRewrite.write(
                parts,
                first.lane(),
                content,
                settings.writers(),
                settings.parquet(first.shape()),
                out);
    }

    @Override
    public FileContent content(List<Path> files) throws IOException {
        return FileContent.ofEvents(files);
    }

    @Override
    public CommittedFile joined(List<HourFile> parts, Path target, String folder)
            throws IOException {
        ManifestEntry read = ManifestEntry.of(target.getParent(), target);
        EventFileFacts expected = ((ManifestEntry) parts.get(0).entry()).facts();
        for (HourFile part : parts.subList(1, parts.size())) {
            expected = expected.followedBy(((ManifestEntry) part.entry()).facts());
        }
        if (!read.facts().equals(expected)) {
            throw new IOException(
                    "[%s] must hold %s as the parts do, but holds %s"
                            .formatted(target, expected, read.facts()));
        }
        return new ManifestEntry(
                folder + '/' + target.getFileName(), read.bytes(), read.crc32c(), read.facts());
    }
}
