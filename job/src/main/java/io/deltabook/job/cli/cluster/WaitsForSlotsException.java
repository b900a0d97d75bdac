// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.cluster;

import java.io.IOException;

/** No savepoint can be taken, because the job has no slots to run in. */
public final class WaitsForSlotsException extends IOException {
    private static final long serialVersionUID = 1L;

    WaitsForSlotsException(String message) {
        super(message);
    }
}
