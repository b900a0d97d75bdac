// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.compact;

import io.deltabook.contract.HivePath;
import io.deltabook.job.output.CommittedFile;
import io.deltabook.job.parquet.dataset.PeriodDataset;
import io.deltabook.job.parquet.event.EventFileShape;
import io.deltabook.job.parquet.event.LaneFileFacts;
import io.deltabook.job.parquet.event.join.FileContent;
import io.deltabook.job.parquet.event.join.PeriodFileRewrite;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/** The periods, in a folder per lane. */
final class JoinedPeriods implements JoinedSide {
    private static final PeriodDataset DATASET = new PeriodDataset();

    @Override
    public String folder() {
        return DATASET.folder();
    }

    @Override
    public String orderedBy() {
        return PeriodDataset.FROM_SEQ;
    }

    @Override
    public boolean mayRepeat() {
        return false;
    }

    @Override
    public HourFile read(Path path, CommittedFile entry) throws IOException {
        LaneFileFacts facts = JoinedSide.facts(path, entry);
        return new HourFile(
                path,
                entry,
                facts.lane(),
                HourFile.Range.of(path, PeriodDataset.FROM_SEQ),
                HourFile.Range.NONE,
                EventFileShape.ofDataset(path, PeriodDataset.FROM_TIME));
    }

    @Override
    public String folderOf(HourFile file) {
        return folder() + '/' + HivePath.of(file.lane());
    }

    @Override
    public void rewrite(
            HourFile first,
            List<Path> parts,
            FileContent content,
            CompactSettings settings,
            OutputStream out)
            throws IOException {
        PeriodFileRewrite.write(parts, first.lane(), settings.parquet(first.shape()), out);
    }

    @Override
    public FileContent content(List<Path> files) throws IOException {
        return FileContent.ofPeriods(files);
    }
}
