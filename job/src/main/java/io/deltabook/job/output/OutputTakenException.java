// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.output;

import java.io.IOException;

/** The output folder cannot be used for a new run; the message says why and what to do. */
public final class OutputTakenException extends IOException {
    private static final long serialVersionUID = 1;

    OutputTakenException(String message) {
        super(message);
    }
}
