// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source.lane;

import io.deltabook.contract.BadInputException;
import io.deltabook.job.plan.PlannedFile;
import io.deltabook.job.storage.Place;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks that a file has not changed since the run was planned. */
final class UnchangedFile {
    private static final Logger LOG = LoggerFactory.getLogger(UnchangedFile.class);

    private UnchangedFile() {}

    /**
     * The path of an unchanged file.
     *
     * @throws BadInputException if it is missing, or has another size or time
     */
    static Path of(PlannedFile file) throws IOException {
        Path path = found(Place.of(file.path()));
        BasicFileAttributes now = path == null ? null : Place.attributes(path);
        if (now == null || !now.isRegularFile()) {
            throw new BadInputException(
                    "[" + file.path() + "] must stay as planned, but is missing; restore it");
        }
        if (!file.isStill(path, now)) {
            throw new BadInputException(
                    "[%s] must stay as planned, size=%s modified=%s%s, but was size=%s modified=%s%s; restore the file or start a new run"
                            .formatted(
                                    path,
                                    file.size(),
                                    file.modifiedMillis(),
                                    tag(file.etag()),
                                    now.size(),
                                    now.lastModifiedTime().toMillis(),
                                    tag(Place.etag(path, now))));
        }
        return path;
    }

    /**
     * A store that does not answer is asked again after a restart; a missing file stays so.
     *
     * @return null if it is missing
     */
    private static Path found(Path path) throws IOException {
        try {
            return Place.found(path);
        } catch (NoSuchFileException e) {
            LOG.debug("[{}] is missing", path, e);
            return null;
        }
    }

    private static String tag(String etag) {
        return etag == null ? "" : " ETag=" + etag;
    }
}
