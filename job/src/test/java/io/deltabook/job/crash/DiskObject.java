// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.crash;

/** A file or a folder, whatever its names. */
final class DiskObject {
    private final String firstName;
    private final boolean isFolder;

    DiskObject(String firstName, boolean isFolder) {
        this.firstName = firstName;
        this.isFolder = isFolder;
    }

    boolean isFolder() {
        return isFolder;
    }

    @Override
    public String toString() {
        return firstName;
    }
}
