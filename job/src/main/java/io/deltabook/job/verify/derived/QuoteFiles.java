// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify.derived;

import io.deltabook.job.output.DataFiles;
import io.deltabook.job.parquet.event.EventFileFacts;
import io.deltabook.job.parquet.event.EventSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The files of a lane's quotes. */
public final class QuoteFiles {
    private record File(Path path, long firstSeq) {}

    private QuoteFiles() {}

    /**
     * All files below a folder, by the smallest event_seq of each.
     *
     * @throws IOException if a footer cannot be read; the message names the file
     */
    public static List<Path> inOrder(Path folder) throws IOException {
        List<File> files = new ArrayList<>();
        for (Path path : DataFiles.below(folder)) {
            files.add(new File(path, EventFileFacts.smallest(path, EventSchema.EVENT_SEQ)));
        }
        return files.stream()
                .sorted(Comparator.comparingLong(File::firstSeq))
                .map(File::path)
                .toList();
    }
}
