// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.lease;

import java.io.IOException;

/** A {@link Lease} was not renewed in time, or another holds it now: its holder must stop. */
public final class LeaseLostException extends IOException {
    private static final long serialVersionUID = 1;

    LeaseLostException(String message, Throwable cause) {
        super(message, cause);
    }
}
