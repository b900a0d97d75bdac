// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.lease;

import java.io.IOException;
import java.util.ServiceLoader;

/** The store of leases on the class path. */
final class LoadedLeases {
    private LoadedLeases() {}

    static LeaseStore store() throws IOException {
        return ServiceLoader.load(LeaseStore.class, LoadedLeases.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new IOException("a store of leases must be on the class path"));
    }
}
