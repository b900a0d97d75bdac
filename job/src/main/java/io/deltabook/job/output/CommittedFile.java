// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.output;

import io.deltabook.job.parquet.event.EventSchema;
import java.io.IOException;
import java.nio.file.Path;

/** A committed file of any dataset, as the manifest lists it. */
public sealed interface CommittedFile permits ManifestEntry, SideFile {
    /** Reads a file of any dataset: its footer, and its whole content for the checksum. */
    static CommittedFile of(Path output, Path file) throws IOException {
        String path = DataFiles.pathIn(output, file);
        String dataset = path.substring(0, path.indexOf('/'));
        return dataset.equals(EventSchema.FOLDER)
                ? ManifestEntry.of(output, file)
                : SideFile.of(output, dataset, file);
    }

    /** Relative to the output folder, with {@code /}. */
    String path();

    /** Number of rows. */
    long rows();

    /** Size of the file. */
    long bytes();

    /** Checksum of the whole file. */
    int crc32c();

    /** The file's folder, relative to the output folder. */
    default String folder() {
        return path().substring(0, Math.max(0, path().lastIndexOf('/')));
    }
}
