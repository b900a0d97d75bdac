// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.inspect;

import io.deltabook.job.parquet.FileMetadata;
import io.deltabook.job.parquet.profile.FileProfile;
import java.nio.file.Path;

/**
 * An inspected file.
 *
 * @param path the file
 * @param dt day of its {@code dt} folder, null if there is none
 * @param profile what the file is, null if its footer cannot be read
 * @param problem why its rows cannot be read, null if they can
 */
public record InspectedFile(Path path, String dt, FileProfile profile, String problem) {
    /** Key of the footer's note about gaps. */
    public static final String CONTAINS_GAPS = FileMetadata.CONTAINS_GAPS;

    /** What of a run's output it is, null if no run has written it. */
    public OutputFile written() {
        return profile == null ? null : OutputFile.of(profile);
    }

    /** What the footer says about gaps, null if nothing. */
    public String containsGaps() {
        return profile == null ? null : profile.metadata().get(CONTAINS_GAPS);
    }
}
