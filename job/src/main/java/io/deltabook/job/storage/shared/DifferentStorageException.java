// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.shared;

import java.io.IOException;

/** A machine of a cluster does not see the storage that a run was started on. */
public final class DifferentStorageException extends IOException {
    private static final long serialVersionUID = 1L;

    DifferentStorageException(String message) {
        super(message);
    }
}
