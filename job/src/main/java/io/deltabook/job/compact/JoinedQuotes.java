// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.compact;

import io.deltabook.contract.HivePath;
import io.deltabook.job.output.CommittedFile;
import io.deltabook.job.parquet.event.EventFileShape;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.LaneFileFacts;
import io.deltabook.job.parquet.event.QuoteSchema;
import io.deltabook.job.parquet.event.join.EventFileJoin;
import io.deltabook.job.parquet.event.join.FileContent;
import io.deltabook.job.parquet.event.join.QuoteFileRewrite;
import io.deltabook.time.EventHour;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/** The quotes, in a folder per hour. */
final class JoinedQuotes implements JoinedDataset {
    @Override
    public String folder() {
        return QuoteSchema.FOLDER;
    }

    @Override
    public String orderedBy() {
        return EventSchema.EVENT_SEQ;
    }

    @Override
    public boolean mayRepeat() {
        return true;
    }

    @Override
    public HourFile read(Path path, CommittedFile entry) throws IOException {
        LaneFileFacts facts = LaneFileFacts.read(path);
        JoinedDataset.requireAsListed(path, entry, facts.rows());
        return file(path, entry, facts);
    }

    private static HourFile file(Path path, CommittedFile entry, LaneFileFacts facts)
            throws IOException {
        EventFileShape shape = EventFileShape.ofQuotes(path);
        long unit = shape.format().timestamps().nanos();
        HourFile.Range times = HourFile.Range.of(path, EventSchema.EVENT_TIMESTAMP);
        return new HourFile(
                path,
                entry,
                facts.lane(),
                HourFile.Range.of(path, EventSchema.EVENT_SEQ),
                new HourFile.Range(times.first() * unit, times.last() * unit),
                shape);
    }

    @Override
    public String folderOf(HourFile file) {
        return folderOfHour(QuoteSchema.FOLDER, file);
    }

    /** The folder of a file's hour in a dataset, null if its rows are of several hours. */
    static String folderOfHour(String dataset, HourFile file) {
        long hour = EventHour.of(file.nanos().first());
        return EventHour.isIn(hour, file.nanos().last())
                ? dataset + '/' + HivePath.of(file.lane()) + '/' + EventHour.path(hour)
                : null;
    }

    @Override
    public void append(List<Path> parts, OutputStream out) throws IOException {
        EventFileJoin.appendSides(parts, out);
    }

    @Override
    public void rewrite(
            List<HourFile> parts, Object content, CompactSettings settings, OutputStream out)
            throws IOException {
        QuoteFileRewrite.write(
                parts.stream().map(HourFile::path).toList(),
                parts.get(0).lane(),
                (FileContent) content,
                settings.parquet(parts.get(0).shape()),
                out);
    }

    @Override
    public Object content(List<Path> files) throws IOException {
        return FileContent.ofQuotes(files);
    }

    @Override
    public CommittedFile joined(List<HourFile> parts, Path target, String folder)
            throws IOException {
        return JoinedDataset.joinedSide(
                folder(), parts, target, folder, LaneFileFacts.read(target).lane());
    }
}
