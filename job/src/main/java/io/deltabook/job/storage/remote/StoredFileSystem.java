// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.remote;

import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A bucket, container or cluster as Java's file system. Its files are read as any, and written as a
 * whole.
 */
public final class StoredFileSystem extends FileSystem {
    private static final StoredProvider PROVIDER = new StoredProvider(new LoadedStore());

    private final StoredProvider provider;
    private final String scheme;
    private final String authority;

    /**
     * For tests.
     *
     * @param store brings the bytes
     */
    StoredFileSystem(Store store, String scheme, String authority) {
        this(new StoredProvider(store), scheme, authority);
    }

    private StoredFileSystem(StoredProvider provider, String scheme, String authority) {
        this.provider = provider;
        this.scheme = scheme.toLowerCase(Locale.ROOT);
        this.authority = authority;
    }

    /**
     * The path of an address.
     *
     * @param scheme such as {@code s3}
     * @param authority bucket, container or host
     * @param key path below it; slashes at its ends do not matter
     */
    public static StoredPath path(String scheme, String authority, String key) {
        return new StoredFileSystem(PROVIDER, scheme, authority).absolute(key);
    }

    StoredPath absolute(String key) {
        return new StoredPath(this, true, names(key)).normalize();
    }

    private static List<String> names(String path) {
        List<String> names = new ArrayList<>(List.of(path.split("/")));
        names.removeIf(String::isEmpty);
        return names;
    }

    String scheme() {
        return scheme;
    }

    /** This store by the first of the schemes that name the same files. */
    StoredFileSystem real() {
        return switch (scheme) {
            case "s3a" -> new StoredFileSystem(provider, "s3", authority);
            case "abfss" -> new StoredFileSystem(provider, "abfs", authority);
            default -> this;
        };
    }

    String authority() {
        return authority;
    }

    @Override
    public StoredProvider provider() {
        return provider;
    }

    @Override
    public Path getPath(String first, String... more) {
        List<String> names = names(first);
        for (String part : more) {
            names.addAll(names(part));
        }
        return new StoredPath(this, first.startsWith("/"), names);
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public boolean isReadOnly() {
        return true;
    }

    @Override
    public String getSeparator() {
        return "/";
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        return List.of(absolute(""));
    }

    @Override
    public Iterable<FileStore> getFileStores() {
        return List.of();
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return Set.of("basic");
    }

    @Override
    public PathMatcher getPathMatcher(String pattern) {
        throw new UnsupportedOperationException("stores match no patterns");
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        throw new UnsupportedOperationException("stores know no users");
    }

    @Override
    public WatchService newWatchService() {
        throw new UnsupportedOperationException("stores tell of no changes");
    }

    /** Nothing is open. */
    @Override
    public void close() {}

    @Override
    public boolean equals(Object other) {
        return other instanceof StoredFileSystem system
                && scheme.equals(system.scheme)
                && authority.equals(system.authority)
                && provider == system.provider;
    }

    @Override
    public int hashCode() {
        return 31 * scheme.hashCode() + authority.hashCode();
    }
}
