// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify;

import io.deltabook.contract.HivePath;
import io.deltabook.job.parquet.event.EventFileFacts;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.time.EventHour;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * A readable events file of an output.
 *
 * @param path its location
 * @param relative path in the output folder, with {@code /}
 * @param facts content of its footer
 */
public record EventFile(Path path, String relative, EventFileFacts facts) {
    /** The order of a lane's files. */
    static final Comparator<EventFile> ORDER =
            Comparator.comparingLong((EventFile file) -> file.facts.firstSeq())
                    .thenComparing(EventFile::relative);

    /** Folder of a file, in the output folder. */
    static String folder(String relative) {
        return relative.substring(0, Math.max(0, relative.lastIndexOf('/')));
    }

    /** Folder in the output for rows of this file's lane and a given hour. */
    String folderOf(long hour) {
        return EventSchema.FOLDER + '/' + HivePath.of(facts.lane()) + '/' + EventHour.path(hour);
    }

    /** Whether rows of an hour may be in this file. */
    public boolean mayHold(long hour) {
        return EventHour.of(facts.firstNanos()) <= hour && hour <= EventHour.of(facts.lastNanos());
    }
}
