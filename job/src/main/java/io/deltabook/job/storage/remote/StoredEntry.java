// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.remote;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * A file or folder of a store.
 *
 * @param name its name in its folder
 * @param isFolder whether it is a folder
 * @param size bytes of a file
 * @param modifiedMillis time of the last change, ms since 1970
 * @param etag the store's tag of this content, null where there is none
 */
public record StoredEntry(
        String name, boolean isFolder, long size, long modifiedMillis, String etag) {
    /** The same under another name. */
    StoredEntry named(String other) {
        return new StoredEntry(other, isFolder, size, modifiedMillis, etag);
    }

    /** As Java's file attributes; the ETag is the file's key. */
    BasicFileAttributes attributes() {
        return new Attributes(this);
    }

    private record Attributes(StoredEntry entry) implements BasicFileAttributes {
        @Override
        public FileTime lastModifiedTime() {
            return FileTime.fromMillis(entry.modifiedMillis());
        }

        @Override
        public FileTime lastAccessTime() {
            return lastModifiedTime();
        }

        @Override
        public FileTime creationTime() {
            return lastModifiedTime();
        }

        @Override
        public boolean isRegularFile() {
            return !entry.isFolder();
        }

        @Override
        public boolean isDirectory() {
            return entry.isFolder();
        }

        @Override
        public boolean isSymbolicLink() {
            return false;
        }

        @Override
        public boolean isOther() {
            return false;
        }

        @Override
        public long size() {
            return entry.size();
        }

        @Override
        public Object fileKey() {
            return entry.etag();
        }
    }
}
