// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.cluster;

import java.io.IOException;

/** There can be no savepoint, because the job has no slots to run in. Nothing runs then. */
public final class WaitsForSlotsException extends IOException {
    private static final long serialVersionUID = 1L;

    WaitsForSlotsException(String message) {
        super(message);
    }
}
