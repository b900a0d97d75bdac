// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify;

import java.io.IOException;

/** The folder is not the output of a run; the message says why. */
public final class NotAnOutputException extends IOException {
    private static final long serialVersionUID = 1;

    NotAnOutputException(String message) {
        super(message);
    }
}
