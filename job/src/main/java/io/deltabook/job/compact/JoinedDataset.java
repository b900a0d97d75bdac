// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.compact;

import io.deltabook.job.output.CommittedFile;
import io.deltabook.job.parquet.event.join.FileContent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/** A dataset whose files are joined: what its files are, and how they are written. */
interface JoinedDataset {
    /** The datasets, in the order in which they are joined. */
    List<JoinedDataset> ALL = List.of(new JoinedEvents(), new JoinedQuotes(), new JoinedPeriods());

    /** Its folder in the output, which is its name. */
    String folder();

    /** The column that orders the rows. */
    String orderedBy();

    /** Whether the first row of a file may have the number of the last row of the one before. */
    boolean mayRepeat();

    /**
     * Reads the footer of a file.
     *
     * @param entry its line of the manifest
     * @throws IOException if it is not as the manifest says; the message names it
     */
    HourFile read(Path path, CommittedFile entry) throws IOException;

    /** The folder that a file must lie in, relative to the output folder, null if none fits. */
    String folderOf(HourFile file);

    /** Copies the row groups of files of one folder into one. */
    void append(List<Path> parts, OutputStream out) throws IOException;

    /**
     * Writes the rows of files of one folder anew, as one file.
     *
     * @param first the first part
     * @param parts all parts, in order
     * @param content their content
     */
    void rewrite(
            HourFile first,
            List<Path> parts,
            FileContent content,
            CompactSettings settings,
            OutputStream out)
            throws IOException;

    /** The content of some files, equal for equal rows. */
    FileContent content(List<Path> files) throws IOException;

    /**
     * The manifest's line of a joined file.
     *
     * @param parts the files that were joined, in order
     * @param target the new file
     * @param folder its final folder
     * @throws IOException if its footer contradicts those of the parts
     */
    CommittedFile joined(List<HourFile> parts, Path target, String folder) throws IOException;
}
