// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.output;

import java.io.IOException;

/** Another process is changing the output; the message says which, and what to do. */
public final class OutputInUseException extends IOException {
    private static final long serialVersionUID = 1;

    OutputInUseException(String message) {
        super(message);
    }
}
