// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.crash;

/**
 * One change of a traced process, with its objects instead of their names: the names of a folder
 * may change before the disk has this one.
 */
abstract sealed class DiskOperation {
    /** Number of the operation after which this one is on the disk whatever happens. */
    private int forcedBy = Integer.MAX_VALUE;

    /** Applies it to a disk; what cannot be any more is left out. */
    abstract void apply(DiskState disk);

    void forceAt(int number) {
        forcedBy = Math.min(forcedBy, number);
    }

    int forcedBy() {
        return forcedBy;
    }

    /** A name appears in a folder: of a new file, a new folder, or a second one of a file. */
    static final class Name extends DiskOperation {
        private final DiskObject folder;
        private final String name;
        private final DiskObject object;

        Name(DiskObject folder, String name, DiskObject object) {
            this.folder = folder;
            this.name = name;
            this.object = object;
        }

        @Override
        void apply(DiskState disk) {
            disk.names(folder).put(name, object);
        }

        @Override
        public String toString() {
            return "name " + name;
        }
    }

    /** A name goes, if it still is that of the object. */
    static final class Unname extends DiskOperation {
        private final DiskObject folder;
        private final String name;
        private final DiskObject object;

        Unname(DiskObject folder, String name, DiskObject object) {
            this.folder = folder;
            this.name = name;
            this.object = object;
        }

        @Override
        void apply(DiskState disk) {
            disk.names(folder).remove(name, object);
        }

        @Override
        public String toString() {
            return "unname " + name;
        }
    }

    /** A file or folder changes its name, as a whole. */
    static final class Rename extends DiskOperation {
        private final Unname from;
        private final Name to;

        Rename(Unname from, Name to) {
            this.from = from;
            this.to = to;
        }

        @Override
        void apply(DiskState disk) {
            from.apply(disk);
            to.apply(disk);
        }

        boolean to(String ending) {
            return to.name.endsWith(ending);
        }

        @Override
        public String toString() {
            return "rename " + from.name + " to " + to.name;
        }
    }

    /** Bytes of a file change. */
    static final class Write extends DiskOperation {
        private final DiskObject file;
        private final long offset;
        private final byte[] bytes;

        Write(DiskObject file, long offset, byte[] bytes) {
            this.file = file;
            this.offset = offset;
            this.bytes = bytes;
        }

        @Override
        void apply(DiskState disk) {
            disk.content(file).add(this);
        }

        DiskObject file() {
            return file;
        }

        long offset() {
            return offset;
        }

        byte[] bytes() {
            return bytes;
        }

        @Override
        public String toString() {
            return "write %d bytes at %d of %s".formatted(bytes.length, offset, file);
        }
    }

    /** A file gets a length. */
    static final class Truncate extends DiskOperation {
        private final DiskObject file;
        private final long length;

        Truncate(DiskObject file, long length) {
            this.file = file;
            this.length = length;
        }

        @Override
        void apply(DiskState disk) {
            disk.content(file).add(this);
        }

        long length() {
            return length;
        }

        @Override
        public String toString() {
            return "truncate to " + length;
        }
    }

    /** Something was forced; changes nothing by itself. */
    static final class Force extends DiskOperation {
        private final String what;

        Force(String what) {
            this.what = what;
        }

        @Override
        void apply(DiskState disk) {}

        @Override
        public String toString() {
            return "force " + what;
        }
    }
}
