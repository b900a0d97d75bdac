// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.remote;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A bucket in memory that records what was read. */
public final class MemoryStore implements Store {
    private final Map<String, byte[]> files = new TreeMap<>();
    private final List<String> reads = Collections.synchronizedList(new ArrayList<>());
    private final Set<String> vanishing = new HashSet<>();
    private volatile IOException failure;

    /** Puts a file there; its path. */
    public StoredPath put(String key, byte[] content) {
        StoredPath path = new StoredFileSystem(this, "s3", "memory").absolute(key);
        files.put(path.key(), content);
        return path;
    }

    /** The root of the bucket. */
    public StoredPath root() {
        return new StoredFileSystem(this, "s3", "memory").absolute("");
    }

    /** From now on every read fails so. */
    public void fail(IOException with) {
        failure = with;
    }

    /** The file is deleted when it is next read, before anything is read of it. */
    public void vanish(StoredPath file) {
        vanishing.add(file.key());
    }

    /** Position and length of each read so far. */
    public List<String> reads() {
        synchronized (reads) {
            return List.copyOf(reads);
        }
    }

    @Override
    public List<StoredEntry> list(StoredPath folder) {
        String prefix = folder.key().equals("/") ? "/" : folder.key() + "/";
        List<StoredEntry> entries = new ArrayList<>();
        Set<String> names = new HashSet<>();
        files.forEach(
                (key, bytes) -> {
                    if (key.startsWith(prefix)) {
                        String[] rest = key.substring(prefix.length()).split("/", 2);
                        if (names.add(rest[0])) {
                            boolean isFolder = rest.length > 1;
                            entries.add(entry(rest[0], isFolder, isFolder ? 0 : bytes.length));
                        }
                    }
                });
        Collections.reverse(entries);
        return entries;
    }

    @Override
    public List<StoredEntry> tree(StoredPath folder) throws IOException {
        if (!stat(folder).isFolder()) {
            throw new NoSuchFileException(folder.toString());
        }
        String prefix = folder.key().equals("/") ? "/" : folder.key() + "/";
        List<StoredEntry> entries = new ArrayList<>();
        files.forEach(
                (key, bytes) -> {
                    if (key.startsWith(prefix)) {
                        entries.add(entry(key.substring(prefix.length()), false, bytes.length));
                    }
                });
        return entries;
    }

    private static StoredEntry entry(String name, boolean isFolder, long size) {
        return new StoredEntry(name, isFolder, size, 1_000, isFolder ? null : "tag");
    }

    @Override
    public StoredEntry stat(StoredPath path) throws IOException {
        byte[] bytes = files.get(path.key());
        String name = String.valueOf(path.getFileName());
        if (bytes != null) {
            return entry(name, false, bytes.length);
        }
        if (list(path).isEmpty()) {
            throw new NoSuchFileException(path.toString());
        }
        return entry(name, true, 0);
    }

    @Override
    public void write(StoredPath file, byte[] bytes) {
        files.put(file.key(), bytes.clone());
    }

    @Override
    public boolean delete(StoredPath path) {
        return files.keySet()
                .removeIf(key -> key.equals(path.key()) || key.startsWith(path.key() + "/"));
    }

    @Override
    public StoredInput open(StoredPath file) {
        boolean isGone = vanishing.remove(file.key());
        byte[] content = isGone ? files.remove(file.key()) : files.get(file.key());
        return new StoredInput() {
            @Override
            public void readFully(long position, byte[] to, int at, int length) throws IOException {
                reads.add(position + "+" + length);
                if (failure != null) {
                    throw failure;
                }
                if (isGone) {
                    throw new NoSuchFileException(file.toString());
                }
                if (position + length > content.length) {
                    throw new EOFException("after " + content.length);
                }
                System.arraycopy(content, (int) position, to, at, length);
            }

            @Override
            public void close() {}
        };
    }
}
