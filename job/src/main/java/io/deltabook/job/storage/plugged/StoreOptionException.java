// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.plugged;

import java.io.IOException;

/** A store cannot be reached with its options; the message says which, and what to do. */
public final class StoreOptionException extends IOException {
    private static final long serialVersionUID = 1L;

    StoreOptionException(String message, Throwable cause) {
        super(message, cause);
    }
}
