// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source.lane;

import io.deltabook.contract.BadInputException;
import io.deltabook.job.plan.PlannedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Checks that a file has not changed since the run was planned. */
final class UnchangedFile {
    private UnchangedFile() {}

    /**
     * The path of an unchanged file.
     *
     * @throws BadInputException if it is missing, or has another size or time
     */
    static Path of(PlannedFile file) throws IOException {
        Path path = Path.of(file.path());
        if (!Files.isRegularFile(path)) {
            throw new BadInputException(
                    "[" + path + "] must stay as planned, but is missing; restore it");
        }
        BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
        long modifiedMillis = now.lastModifiedTime().toMillis();
        if (now.size() != file.size() || modifiedMillis != file.modifiedMillis()) {
            throw new BadInputException(
                    "[%s] must stay as planned, size=%s modified=%s, but was size=%s modified=%s; restore the file or start a new run"
                            .formatted(
                                    path,
                                    file.size(),
                                    file.modifiedMillis(),
                                    now.size(),
                                    modifiedMillis));
        }
        return path;
    }
}
