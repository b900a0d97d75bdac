// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.remote;

import java.io.IOException;
import java.util.List;
import java.util.ServiceLoader;

/** The store on the class path, looked for when it is first needed. */
final class LoadedStore implements Store {
    private Store store;

    @Override
    public List<StoredEntry> list(StoredPath folder) throws IOException {
        return store().list(folder);
    }

    @Override
    public StoredEntry stat(StoredPath path) throws IOException {
        return store().stat(path);
    }

    @Override
    public StoredInput open(StoredPath file) throws IOException {
        return store().open(file);
    }

    @Override
    public List<StoredEntry> tree(StoredPath folder) throws IOException {
        return store().tree(folder);
    }

    @Override
    public void write(StoredPath file, byte[] bytes) throws IOException {
        store().write(file, bytes);
    }

    @Override
    public boolean delete(StoredPath path) throws IOException {
        return store().delete(path);
    }

    private synchronized Store store() throws IOException {
        if (store == null) {
            store =
                    ServiceLoader.load(Store.class, LoadedStore.class.getClassLoader())
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            new IOException(
                                                    "a store must be on the class path, but none is"));
        }
        return store;
    }
}
