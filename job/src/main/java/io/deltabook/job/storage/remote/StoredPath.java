// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.remote;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The address of a file or folder in a store, such as {@code s3://bucket/folder/file}, or part of
 * one. A path found by listing remembers what the list said of it. Immutable.
 */
public final class StoredPath implements Path {
    private final StoredFileSystem system;
    private final boolean isAbsolute;
    private final List<String> names;
    private final StoredEntry listed;

    StoredPath(StoredFileSystem system, boolean isAbsolute, List<String> names) {
        this(system, isAbsolute, names, null);
    }

    private StoredPath(
            StoredFileSystem system, boolean isAbsolute, List<String> names, StoredEntry listed) {
        this.system = system;
        this.isAbsolute = isAbsolute;
        this.names = List.copyOf(names);
        this.listed = listed;
    }

    /** An entry of this folder or, with a path for its name, of one below. */
    StoredPath child(StoredEntry entry) {
        List<String> all = new ArrayList<>(names);
        all.addAll(List.of(entry.name().split("/")));
        return new StoredPath(system, isAbsolute, all, entry.named(all.get(all.size() - 1)));
    }

    /** This path as {@link java.nio.file.Files} finds it now, which spares asking again. */
    public StoredPath found() throws IOException {
        return new StoredPath(system, isAbsolute, names, system.provider().stat(this));
    }

    /** Creates or replaces this file with one request: a reader sees the old content or the new. */
    public void write(byte[] bytes) throws IOException {
        system.provider().write(this, bytes);
    }

    /**
     * All files below this folder, ordered by path.
     *
     * @return null if the store does not list them at once
     */
    public List<Path> tree() throws IOException {
        return system.provider().tree(this);
    }

    /** Deletes this file, or this folder with all that is in it; nothing if there is none. */
    public void deleteAll() throws IOException {
        system.provider().deleteAll(this);
    }

    /** What a list said of this path, null if it was not found by listing. */
    StoredEntry listed() {
        return listed;
    }

    /** The store's scheme, such as {@code s3}. */
    public String scheme() {
        return system.scheme();
    }

    /** The bucket, container or host. */
    public String authority() {
        return system.authority();
    }

    /** The path in the store: starts with a slash. */
    public String key() {
        return "/" + String.join("/", names);
    }

    @Override
    public StoredFileSystem getFileSystem() {
        return system;
    }

    @Override
    public boolean isAbsolute() {
        return isAbsolute;
    }

    @Override
    public Path getRoot() {
        return isAbsolute ? new StoredPath(system, true, List.of()) : null;
    }

    @Override
    public StoredPath getFileName() {
        return names.isEmpty() ? null : relative(names.subList(names.size() - 1, names.size()));
    }

    @Override
    public StoredPath getParent() {
        int parents = names.size() - 1;
        return parents < 0 || parents == 0 && !isAbsolute
                ? null
                : new StoredPath(system, isAbsolute, names.subList(0, parents));
    }

    @Override
    public int getNameCount() {
        return names.size();
    }

    @Override
    public StoredPath getName(int index) {
        return subpath(index, index + 1);
    }

    @Override
    public StoredPath subpath(int from, int to) {
        if (from < 0 || to > names.size() || from >= to) {
            throw new IllegalArgumentException(
                    "names must be within 0..%s, but were %s..%s"
                            .formatted(names.size(), from, to));
        }
        return relative(names.subList(from, to));
    }

    private StoredPath relative(List<String> some) {
        return new StoredPath(system, false, some);
    }

    @Override
    public boolean startsWith(Path other) {
        return other instanceof StoredPath path
                && isSameKind(path)
                && names.size() >= path.names.size()
                && names.subList(0, path.names.size()).equals(path.names);
    }

    @Override
    public boolean endsWith(Path other) {
        if (!(other instanceof StoredPath path) || path.isAbsolute) {
            return equals(other);
        }
        int from = names.size() - path.names.size();
        return from >= 0 && names.subList(from, names.size()).equals(path.names);
    }

    private boolean isSameKind(StoredPath other) {
        return isAbsolute == other.isAbsolute && system.equals(other.system);
    }

    @Override
    public StoredPath normalize() {
        if (!names.contains(".") && !names.contains("..")) {
            return this;
        }
        List<String> kept = new ArrayList<>();
        for (String name : names) {
            if (!"..".equals(name)) {
                if (!".".equals(name)) {
                    kept.add(name);
                }
            } else if (!kept.isEmpty()) {
                kept.remove(kept.size() - 1);
            }
        }
        return new StoredPath(system, isAbsolute, kept);
    }

    /** A relative path may be of any file system. */
    @Override
    public Path resolve(Path other) {
        if (other.isAbsolute()) {
            return other;
        }
        List<String> all = new ArrayList<>(names);
        other.forEach(name -> all.add(name.toString()));
        all.removeIf(String::isEmpty);
        return new StoredPath(system, isAbsolute, all);
    }

    @Override
    public Path relativize(Path other) {
        if (!(other instanceof StoredPath path) || !isSameKind(path)) {
            throw new ProviderMismatchException(
                    "[%s] must be in the store of [%s], but is not".formatted(other, this));
        }
        int shared = 0;
        while (shared < Math.min(names.size(), path.names.size())
                && names.get(shared).equals(path.names.get(shared))) {
            shared++;
        }
        List<String> steps = new ArrayList<>();
        for (int i = shared; i < names.size(); i++) {
            steps.add("..");
        }
        steps.addAll(path.names.subList(shared, path.names.size()));
        return relative(steps);
    }

    @Override
    public URI toUri() {
        try {
            return new URI(scheme(), authority(), key(), null, null);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("[" + this + "] must be an address", e);
        }
    }

    @Override
    public StoredPath toAbsolutePath() {
        return isAbsolute ? this : new StoredPath(system, true, names);
    }

    /** Of all addresses of the same file the one to compare; a store has no links. */
    @Override
    public StoredPath toRealPath(LinkOption... options) {
        return new StoredPath(system.real(), true, names).normalize();
    }

    @Override
    public WatchKey register(
            WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
        throw new UnsupportedOperationException("stores tell of no changes");
    }

    /** By text, whatever the other's file system. */
    @Override
    public int compareTo(Path other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoredPath path && isSameKind(path) && names.equals(path.names);
    }

    @Override
    public int hashCode() {
        return Objects.hash(isAbsolute, system, names);
    }

    @Override
    public String toString() {
        return isAbsolute ? scheme() + "://" + authority() + key() : String.join("/", names);
    }
}
