// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.compact;

import io.deltabook.contract.LaneId;
import io.deltabook.job.output.CommittedFile;
import io.deltabook.job.output.SideFile;
import io.deltabook.job.parquet.event.LaneFileFacts;
import io.deltabook.job.parquet.event.join.EventFileJoin;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A dataset whose lines of the manifest say only how many rows a file has, not which. */
interface JoinedSide extends JoinedDataset {
    @Override
    default void append(List<Path> parts, OutputStream out) throws IOException {
        EventFileJoin.appendSides(parts, out);
    }

    @Override
    default CommittedFile joined(List<HourFile> parts, Path target, String folder)
            throws IOException {
        LaneId lane = LaneFileFacts.read(target).lane();
        SideFile read = SideFile.of(target.getParent(), folder(), target);
        long rows = parts.stream().mapToLong(part -> part.entry().rows()).sum();
        boolean isOfLane = parts.stream().allMatch(part -> part.lane().equals(lane));
        if (read.rows() != rows || !isOfLane) {
            throw new IOException(
                    "[%s] must hold %,d rows of %s as the parts do, but holds %,d"
                            .formatted(target, rows, parts.get(0).lane(), read.rows()));
        }
        return new SideFile(
                folder(),
                folder + '/' + target.getFileName(),
                read.rows(),
                read.bytes(),
                read.crc32c());
    }

    /**
     * What the footer of a file tells, which must be as the manifest says.
     *
     * @param entry its line of the manifest
     */
    static LaneFileFacts facts(Path path, CommittedFile entry) throws IOException {
        LaneFileFacts facts = LaneFileFacts.read(path);
        if (Files.size(path) != entry.bytes() || facts.rows() != entry.rows()) {
            throw new IOException(
                    "[%s] must be as the manifest says, %,d bytes and %,d rows, but has %,d bytes and %,d rows; check with 'deltabook verify'"
                            .formatted(
                                    path,
                                    entry.bytes(),
                                    entry.rows(),
                                    Files.size(path),
                                    facts.rows()));
        }
        return facts;
    }
}
