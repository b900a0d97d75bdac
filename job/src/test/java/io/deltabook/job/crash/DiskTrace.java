// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.crash;

import io.deltabook.job.crash.DiskOperation.Force;
import io.deltabook.job.crash.DiskOperation.Name;
import io.deltabook.job.crash.DiskOperation.Rename;
import io.deltabook.job.crash.DiskOperation.Truncate;
import io.deltabook.job.crash.DiskOperation.Unname;
import io.deltabook.job.crash.DiskOperation.Write;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What processes changed below a folder, in the order in which they did, as {@code
 * scripts/iofault.c} wrote it down. Knows of each change which later force made it last.
 */
public final class DiskTrace {
    private static final int PAGE = 4096;

    private static final int CREATE = 1;
    private static final int WRITE = 2;
    private static final int TRUNCATE = 3;
    private static final int FORCE_BYTES = 4;
    private static final int MAKE_FOLDER = 5;
    private static final int RENAME = 6;
    private static final int UNLINK = 7;
    private static final int REMOVE_FOLDER = 8;
    private static final int LINK = 9;
    private static final int FORCE_NAMES = 10;

    private final Path root;
    private final Predicate<Path> isIgnored;
    private final DiskObject rootFolder = new DiskObject("", true);
    private final List<DiskOperation> operations = new ArrayList<>();

    /** Number of the operation after which one is on the disk whatever happens. */
    private final Map<DiskOperation, Integer> forcedBy = new IdentityHashMap<>();

    /** The tree as the processes saw it. */
    private final DiskState now = new DiskState(rootFolder);

    private final Map<Path, DiskObject> everNamed = new HashMap<>();
    private final Map<Long, DiskObject> inodes = new HashMap<>();

    /** Not yet forced, by the object whose force makes them last: a file, or a folder. */
    private final Map<DiskObject, List<DiskOperation>> unforced = new HashMap<>();

    /**
     * Begins with an empty folder.
     *
     * @param root the folder, as the processes name it
     * @param isIgnored paths below it that do not matter after a crash
     */
    public DiskTrace(Path root, Predicate<Path> isIgnored) {
        this.root = root;
        this.isIgnored = isIgnored;
    }

    /** Adds all that a trace file holds. */
    public void read(Path trace) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(trace)).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            int kind = in.get();
            long inode = in.getLong();
            long offset = in.getLong();
            int length = in.getInt();
            short first = in.getShort();
            short second = in.getShort();
            Path path = path(in, first);
            Path other = second == 0 ? null : path(in, second);
            byte[] bytes = new byte[length];
            in.get(bytes);
            if (!isIgnored.test(path)) {
                add(kind, inode, offset, path, other, bytes);
            }
        }
    }

    private static Path path(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return Path.of(new String(bytes, StandardCharsets.UTF_8));
    }

    private void add(int kind, long inode, long offset, Path path, Path other, byte[] bytes) {
        switch (kind) {
            case CREATE -> {
                DiskObject file = new DiskObject(path.getFileName().toString(), false);
                inodes.put(inode, file);
                name(path, file);
            }
            case WRITE -> write(inodes.get(inode), offset, bytes);
            case TRUNCATE -> ofFile(new Truncate(inodes.get(inode), offset), inodes.get(inode));
            case MAKE_FOLDER -> name(path, new DiskObject(path.getFileName().toString(), true));
            case UNLINK, REMOVE_FOLDER -> {
                DiskObject folder = folder(path);
                done(new Unname(folder, path.getFileName().toString(), find(path)), folder);
            }
            case RENAME -> rename(path, other);
            case LINK -> name(other, find(path));
            case FORCE_BYTES -> force(inodes.get(inode));
            case FORCE_NAMES -> force(find(path));
            default -> throw new IllegalStateException("a trace must not have kind " + kind);
        }
    }

    /** A page at a time reaches the disk; shorter writes to one are one. */
    private void write(DiskObject file, long offset, byte[] bytes) {
        for (int from = 0; from < bytes.length; from += PAGE) {
            int to = Math.min(from + PAGE, bytes.length);
            writePage(file, offset + from, Arrays.copyOfRange(bytes, from, to));
        }
    }

    private void writePage(DiskObject file, long offset, byte[] bytes) {
        DiskOperation last = operations.isEmpty() ? null : operations.get(operations.size() - 1);
        if (last instanceof Write write
                && write.file() == file
                && write.offset() + write.bytes().length == offset
                && bytes.length + write.bytes().length <= PAGE) {
            ByteBuffer both = ByteBuffer.allocate(write.bytes().length + bytes.length);
            both.put(write.bytes()).put(bytes);
            operations.remove(operations.size() - 1);
            unforced.get(file).remove(write);
            now.content(file).remove(write);
            ofFile(new Write(file, write.offset(), both.array()), file);
        } else {
            ofFile(new Write(file, offset, bytes), file);
        }
    }

    private void rename(Path from, Path to) {
        DiskObject object = find(from);
        DiskObject source = folder(from);
        DiskObject target = folder(to);
        Rename rename =
                new Rename(
                        new Unname(source, from.getFileName().toString(), object),
                        new Name(target, to.getFileName().toString(), object));
        done(rename, target);
        if (!object.isFolder()) {
            everNamed.put(to, object);
        }
        if (source != target) {
            unforced.computeIfAbsent(source, key -> new ArrayList<>()).add(rename);
        }
    }

    private void name(Path path, DiskObject object) {
        DiskObject folder = folder(path);
        done(new Name(folder, path.getFileName().toString(), object), folder);
        if (!object.isFolder()) {
            everNamed.put(path, object);
        }
    }

    private void ofFile(DiskOperation operation, DiskObject file) {
        if (file == null) {
            throw new IllegalStateException("a trace must name a file before it changes it");
        }
        done(operation, file);
    }

    private void done(DiskOperation operation, DiskObject forcedWith) {
        operations.add(operation);
        operation.apply(now);
        unforced.computeIfAbsent(forcedWith, key -> new ArrayList<>()).add(operation);
    }

    private void force(DiskObject object) {
        if (object == null) {
            return;
        }
        operations.add(new Force(object.toString()));
        List<DiskOperation> forced = unforced.remove(object);
        if (forced != null) {
            forced.forEach(operation -> forcedBy.putIfAbsent(operation, operations.size()));
        }
    }

    private DiskObject folder(Path path) {
        return find(path.getParent());
    }

    /** The object of a name; the folder must be traced from its beginning. */
    private DiskObject find(Path path) {
        DiskObject object = rootFolder;
        for (Path name : root.relativize(path)) {
            if (!name.toString().isEmpty()) {
                object = object == null ? null : now.names(object).get(name.toString());
            }
        }
        if (object == null) {
            throw new IllegalStateException("[%s] must be in the trace".formatted(path));
        }
        return object;
    }

    DiskObject root() {
        return rootFolder;
    }

    /** All of them. */
    List<DiskOperation> operations() {
        return operations;
    }

    /** Number of the operation after which one is on the disk whatever happens. */
    int forcedBy(DiskOperation operation) {
        return forcedBy.getOrDefault(operation, Integer.MAX_VALUE);
    }

    /** How many of them there are up to the last that gave a file a name with this ending. */
    public int throughLastRename(String ending) {
        for (int number = operations.size(); number > 0; number--) {
            if (operations.get(number - 1) instanceof Rename rename
                    && rename.to().name().endsWith(ending)) {
                return number;
            }
        }
        throw new IllegalStateException("a trace must have a rename to …" + ending);
    }

    /** How many changes and forces there are so far. */
    public int size() {
        return operations.size();
    }

    /** The bytes that a file had at last which was once at this path; null if none was. */
    public byte[] lastContent(Path path) {
        DiskObject file = everNamed.get(path);
        return file == null ? null : now.bytes(file);
    }

    /** All paths at which files were once. */
    public Set<Path> everNamed() {
        return everNamed.keySet();
    }

    /** The tree at the end, all of it forced. */
    public DiskState end() {
        return now;
    }
}
