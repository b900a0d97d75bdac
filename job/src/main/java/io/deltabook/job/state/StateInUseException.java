// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.state;

import java.io.IOException;

/** Another process is using the state folder; the message says which. */
public final class StateInUseException extends IOException {
    private static final long serialVersionUID = 1;

    StateInUseException(String message) {
        super(message);
    }
}
