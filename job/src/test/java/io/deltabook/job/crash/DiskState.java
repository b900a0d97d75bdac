// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What a disk holds: the names of each folder and the bytes of each file. */
public final class DiskState {
    private final DiskObject root;
    private final Map<DiskObject, Map<String, DiskObject>> names = new HashMap<>();
    private final Map<DiskObject, List<DiskOperation>> contents = new HashMap<>();

    DiskState(DiskObject root) {
        this.root = root;
    }

    Map<String, DiskObject> names(DiskObject folder) {
        return names.computeIfAbsent(folder, key -> new TreeMap<>());
    }

    List<DiskOperation> content(DiskObject file) {
        return contents.computeIfAbsent(file, key -> new ArrayList<>());
    }

    /** Tells states apart by what they hold. */
    long fingerprint() {
        return fingerprint(root, 7);
    }

    private long fingerprint(DiskObject folder, long seed) {
        long hash = seed;
        for (Map.Entry<String, DiskObject> entry : names(folder).entrySet()) {
            hash = hash * 1_000_003 + Objects.hash(entry.getKey(), entry.getValue());
            hash =
                    entry.getValue().isFolder()
                            ? fingerprint(entry.getValue(), hash)
                            : hash * 1_000_033 + content(entry.getValue()).hashCode();
        }
        return hash * 31 + 1;
    }

    /** Makes the tree in an empty folder. */
    public void writeTo(Path folder) throws IOException {
        writeTo(root, folder);
    }

    private void writeTo(DiskObject object, Path folder) throws IOException {
        for (Map.Entry<String, DiskObject> entry : names(object).entrySet()) {
            Path path = folder.resolve(entry.getKey());
            if (entry.getValue().isFolder()) {
                Files.createDirectory(path);
                writeTo(entry.getValue(), path);
            } else {
                Files.write(path, bytes(entry.getValue()));
            }
        }
    }

    /** The bytes of a file; those never written are 0. */
    byte[] bytes(DiskObject file) {
        byte[] bytes = new byte[longest(file)];
        int length = 0;
        for (DiskOperation change : content(file)) {
            if (change instanceof DiskOperation.Write write) {
                int from = (int) write.offset();
                System.arraycopy(write.bytes(), 0, bytes, from, write.bytes().length);
                length = Math.max(length, from + write.bytes().length);
            } else if (change instanceof DiskOperation.Truncate truncate) {
                int cut = (int) truncate.length();
                Arrays.fill(bytes, Math.min(cut, length), length, (byte) 0);
                length = cut;
            }
        }
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    /** The most bytes that a file had at any time. */
    private int longest(DiskObject file) {
        long longest = 0;
        for (DiskOperation change : content(file)) {
            long end =
                    change instanceof DiskOperation.Write write
                            ? write.offset() + write.bytes().length
                            : ((DiskOperation.Truncate) change).length();
            longest = Math.max(longest, end);
        }
        return Math.toIntExact(longest);
    }
}
