// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.compact;

import io.deltabook.contract.HivePath;
import io.deltabook.job.output.CommittedFile;
import io.deltabook.job.parquet.dataset.PeriodDataset;
import io.deltabook.job.parquet.event.EventFileShape;
import io.deltabook.job.parquet.event.LaneFileFacts;
import io.deltabook.job.parquet.event.join.EventFileJoin;
import io.deltabook.job.parquet.event.join.FileContent;
import io.deltabook.job.parquet.event.join.PeriodFileRewrite;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/** The periods, in a folder per lane. */
final class JoinedPeriods implements JoinedDataset {
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
        LaneFileFacts facts = LaneFileFacts.read(path);
        JoinedDataset.requireAsListed(path, entry, facts.rows());
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
    public void append(List<Path> parts, OutputStream out) throws IOException {
        EventFileJoin.appendSides(parts, out);
    }

    @Override
    public void rewrite(
            List<HourFile> parts, Object content, CompactSettings settings, OutputStream out)
            throws IOException {
        PeriodFileRewrite.write(
                parts.stream().map(HourFile::path).toList(),
                parts.get(0).lane(),
                settings.parquet(parts.get(0).shape()),
                out);
    }

    @Override
    public Object content(List<Path> files) throws IOException {
        return FileContent.ofPeriods(files);
    }

    @Override
    public CommittedFile joined(List<HourFile> parts, Path target, String folder)
            throws IOException {
        return JoinedDataset.joinedSide(
                folder(), parts, target, folder, LaneFileFacts.read(target).lane());
    }
}
