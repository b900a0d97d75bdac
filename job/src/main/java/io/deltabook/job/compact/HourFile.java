// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.compact;

import io.deltabook.job.output.ManifestEntry;
import io.deltabook.job.parquet.event.EventFileShape;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * A file of an hour, a part or a joined one.
 *
 * @param path its present location
 * @param entry its line of the manifest, with its final location
 * @param shape its layout
 */
record HourFile(Path path, ManifestEntry entry, EventFileShape shape) {
    /** The order of the rows. */
    static final Comparator<HourFile> ORDER =
            Comparator.comparingLong((HourFile file) -> file.entry.facts().firstSeq())
                    .thenComparing(file -> file.entry.path());

    String name() {
        return path.getFileName().toString();
    }
}
