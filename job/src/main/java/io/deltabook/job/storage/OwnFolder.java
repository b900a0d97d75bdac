// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * This user's folder in the temporary one, where others can make names too: so it may turn out to
 * be another's.
 */
public final class OwnFolder {
    private OwnFolder() {}

    /** Its path. */
    public static Path in(Path temporary, String user) {
        return temporary.resolve("deltabook-" + user);
    }

    /**
     * Creates the folder for this user alone, if there is nothing of its name.
     *
     * @return whether it is a folder of this user now
     */
    public static boolean create(Path folder) throws IOException {
        Files.createDirectories(folder.getParent());
        try {
            Files.createDirectory(
                    folder,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
            return true;
        } catch (FileAlreadyExistsException e) {
            return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && isOfThisUser(folder);
        }
    }

    /** Asks a new file whose it is: the name that Java has for the user may be another, or "?". */
    private static boolean isOfThisUser(Path folder) throws IOException {
        Path mine = Files.createTempFile(folder.getParent(), "deltabook-", ".tmp");
        try {
            return Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(mine));
        } finally {
            Files.delete(mine);
        }
    }
}
