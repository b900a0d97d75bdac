// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.remote;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lists, reads and deletes stored files for {@link java.nio.file.Files}. */
final class StoredProvider extends FileSystemProvider {
    private static final long MAX_READ_BYTES = 8L << 20;

    private final Store store;
    private final Tails tails = new Tails();

    StoredProvider(Store store) {
        this.store = store;
    }

    @Override
    public String getScheme() {
        return "stored";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> env) {
        throw new UnsupportedOperationException("a store is made from an address");
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        throw new UnsupportedOperationException("a store is made from an address");
    }

    @Override
    public Path getPath(URI uri) {
        throw new UnsupportedOperationException("a store is made from an address");
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        if (!Set.of(StandardOpenOption.READ).containsAll(options)) {
            throw readOnly(path);
        }
        StoredPath file = (StoredPath) path;
        StoredEntry entry = entry(file);
        if (entry.isFolder()) {
            throw new IOException("[" + path + "] must be a file, but is a folder");
        }
        return new StoredChannel(store, file, entry, tails);
    }

    /** Reads much at a time, because every read is a request. */
    @Override
    public InputStream newInputStream(Path path, OpenOption... options) throws IOException {
        SeekableByteChannel channel = newByteChannel(path, Set.of(options));
        int bytes = (int) Math.max(1, Math.min(MAX_READ_BYTES, channel.size()));
        return new BufferedInputStream(Channels.newInputStream(channel), bytes);
    }

    /** In the order of their names: stores list in any order. */
    @Override
    public DirectoryStream<Path> newDirectoryStream(
            Path folder, DirectoryStream.Filter<? super Path> filter) throws IOException {
        StoredPath stored = (StoredPath) folder;
        if (stored.listed() != null && !stored.listed().isFolder()) {
            throw new NotDirectoryException(folder.toString());
        }
        List<Path> paths = new ArrayList<>();
        List<StoredEntry> entries = new ArrayList<>(store.list(stored));
        entries.sort(Comparator.comparing(StoredEntry::name));
        for (StoredEntry entry : entries) {
            StoredPath path = stored.child(entry);
            if (filter.accept(path)) {
                paths.add(path);
            }
        }
        return new Listing(paths);
    }

    /** All files below a folder, ordered by path; null if the store does not list them at once. */
    List<Path> tree(StoredPath folder) throws IOException {
        List<StoredEntry> files = store.tree(folder);
        return files == null ? null : files.stream().<Path>map(folder::child).sorted().toList();
    }

    private record Listing(List<Path> paths) implements DirectoryStream<Path> {
        @Override
        public Iterator<Path> iterator() {
            return paths.iterator();
        }

        /** Nothing is open. */
        @Override
        public void close() {}
    }

    @Override
    public boolean isSameFile(Path path, Path other) {
        return path.equals(other);
    }

    @Override
    public boolean isHidden(Path path) {
        return false;
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        if (List.of(modes).contains(AccessMode.WRITE)) {
            throw readOnly(path);
        }
        entry((StoredPath) path);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(
            Path path, Class<A> type, LinkOption... options) throws IOException {
        if (type != BasicFileAttributes.class) {
            throw new UnsupportedOperationException("stored files have no " + type.getSimpleName());
        }
        return type.cast(entry((StoredPath) path).attributes());
    }

    StoredEntry stat(StoredPath path) throws IOException {
        return store.stat(path);
    }

    private StoredEntry entry(StoredPath path) throws IOException {
        if (path.listed() != null) {
            return path.listed();
        }
        return store.stat(path);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String names, LinkOption... options) {
        throw new UnsupportedOperationException("stored files have basic attributes only");
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        return null;
    }

    @Override
    public FileStore getFileStore(Path path) {
        throw new UnsupportedOperationException("the room of a store is unknown");
    }

    @Override
    public void setAttribute(Path path, String name, Object value, LinkOption... options) {
        throw readOnly(path);
    }

    /** Does nothing: a store has the folders of its files. */
    @Override
    public void createDirectory(Path folder, FileAttribute<?>... attributes) {}

    /** A file; of folders with content, only what is in them can be deleted. */
    @Override
    public void delete(Path path) throws IOException {
        StoredPath stored = (StoredPath) path;
        StoredEntry entry = store.stat(stored);
        if (entry.isFolder() && !store.list(stored).isEmpty()) {
            throw new DirectoryNotEmptyException(path.toString());
        }
        if (!store.delete(stored)) {
            throw new NoSuchFileException(path.toString());
        }
    }

    void deleteAll(StoredPath path) throws IOException {
        store.delete(path);
    }

    void write(StoredPath file, byte[] bytes) throws IOException {
        store.write(file, bytes);
    }

    @Override
    public void copy(Path from, Path to, CopyOption... options) {
        throw readOnly(to);
    }

    @Override
    public void move(Path from, Path to, CopyOption... options) {
        throw readOnly(to);
    }

    private static UnsupportedOperationException readOnly(Path path) {
        return new UnsupportedOperationException(
                "[%s] must be written as a whole, but was to be changed".formatted(path));
    }
}
