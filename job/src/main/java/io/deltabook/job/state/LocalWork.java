// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.state;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/**
 * The folder of this machine for the working files of a run whose state is in a store. Its name is
 * the same for all commands of a user about that state, so that each finds what another left.
 */
final class LocalWork {
    private static final String OPTION = "java.io.tmpdir";

    private LocalWork() {}

    static Path of(Path state) {
        UUID name = UUID.nameUUIDFromBytes(state.toString().getBytes(StandardCharsets.UTF_8));
        return Path.of(System.getProperty(OPTION))
                .toAbsolutePath()
                .resolve("deltabook-" + System.getProperty("user.name"))
                .resolve("work-" + name);
    }

    /**
     * Creates the folder of working files. Others can make names in the temporary folder, so the
     * one above it must be this user's own.
     */
    static void create(Path folder) throws IOException {
        Path own = folder.getParent();
        if (!Files.exists(own, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(own.getParent());
            Files.createDirectory(
                    own,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        }
        if (!Files.isDirectory(own, LinkOption.NOFOLLOW_LINKS) || !isOfThisUser(own)) {
            throw new IOException(
                    "[%s] must be a folder of this user, because working files of a run with its state in a store lie there, but is not: delete it, or name another temporary folder with DELTABOOK_JAVA_OPTS=-D%s=DIR"
                            .formatted(own, OPTION));
        }
        Files.createDirectories(folder);
    }

    private static boolean isOfThisUser(Path folder) throws IOException {
        return Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS)
                .getName()
                .equals(System.getProperty("user.name"));
    }
}
