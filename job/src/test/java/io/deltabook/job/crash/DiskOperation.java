// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.crash;

/**
 * One change of a traced process, with its objects instead of their names: the names of a folder
 * may change before the disk has this one.
 */
sealed interface DiskOperation {
    /** Applies it to a disk; what cannot be any more is left out. */
    void apply(DiskState disk);

    /** A name appears in a folder: of a new file, a new folder, or a second one of a file. */
    record Name(DiskObject folder, String name, DiskObject object) implements DiskOperation {
        @Override
        public void apply(DiskState disk) {
            disk.names(folder).put(name, object);
        }

        @Override
        public String toString() {
            return "name " + name;
        }
    }

    /** A name goes, if it still is that of the object. */
    record Unname(DiskObject folder, String name, DiskObject object) implements DiskOperation {
        @Override
        public void apply(DiskState disk) {
            disk.names(folder).remove(name, object);
        }

        @Override
        public String toString() {
            return "unname " + name;
        }
    }

    /** A file or folder changes its name, as a whole. */
    record Rename(Unname from, Name to) implements DiskOperation {
        @Override
        public void apply(DiskState disk) {
            from.apply(disk);
            to.apply(disk);
        }

        @Override
        public String toString() {
            return "rename " + from.name + " to " + to.name;
        }
    }

    /** Bytes of a file change. */
    record Write(DiskObject file, long offset, byte[] bytes) implements DiskOperation {
        @Override
        public void apply(DiskState disk) {
            disk.content(file).add(this);
        }

        @Override
        public String toString() {
            return "write %d bytes at %d of %s".formatted(bytes.length, offset, file);
        }
    }

    /** A file gets a length. */
    record Truncate(DiskObject file, long length) implements DiskOperation {
        @Override
        public void apply(DiskState disk) {
            disk.content(file).add(this);
        }

        @Override
        public String toString() {
            return "truncate to " + length;
        }
    }

    /** Something was forced; changes nothing by itself. */
    record Force(String what) implements DiskOperation {
        @Override
        public void apply(DiskState disk) {}

        @Override
        public String toString() {
            return "force " + what;
        }
    }
}
