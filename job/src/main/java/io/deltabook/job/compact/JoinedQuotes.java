// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.compact;

import io.deltabook.job.output.CommittedFile;
import io.deltabook.job.parquet.event.EventFileShape;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.LaneFileFacts;
import io.deltabook.job.parquet.event.QuoteSchema;
import io.deltabook.job.parquet.event.join.FileContent;
import io.deltabook.job.parquet.event.join.QuoteFileRewrite;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/** The quotes, in a folder per hour. */
final class JoinedQuotes implements JoinedSide {
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
        LaneFileFacts facts = JoinedSide.facts(path, entry);
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
        return file.folderOfHour(folder());
    }

    @Override
    public void rewrite(
            HourFile first,
            List<Path> parts,
            FileContent content,
            CompactSettings settings,
            OutputStream out)
            throws IOException {
        QuoteFileRewrite.write(parts, first.lane(), content, settings.parquet(first.shape()), out);
    }

    @Override
    public FileContent content(List<Path> files) throws IOException {
        return FileContent.ofQuotes(files);
    }
}
