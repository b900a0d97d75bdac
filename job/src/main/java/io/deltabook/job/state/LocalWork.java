// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.state;

import io.deltabook.job.storage.OwnFolder;
import io.deltabook.job.storage.RealPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * The folder of this machine for the working files of a run whose state is in a store. Its name is
 * the same for all commands of a user about that state, so that each finds what another left.
 */
final class LocalWork {
    private static final String OPTION = "java.io.tmpdir";

    private LocalWork() {}

    static Path of(Path state) {
        UUID name =
                UUID.nameUUIDFromBytes(
                        RealPath.of(state).toString().getBytes(StandardCharsets.UTF_8));
        Path temporary = Path.of(System.getProperty(OPTION)).toAbsolutePath();
        return OwnFolder.in(temporary, System.getProperty("user.name")).resolve("work-" + name);
    }

    /** Creates the folder of working files. */
    static void create(Path folder) throws IOException {
        if (!OwnFolder.create(folder.getParent())) {
            throw new IOException(
                    "[%s] must be a folder of this user, because working files of a run with its state in a store lie there, but is not: delete it, or name another temporary folder with DELTABOOK_JAVA_OPTS=-D%s=DIR"
                            .formatted(folder.getParent(), OPTION));
        }
        Files.createDirectories(folder);
    }
}
