// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.iceberg;

import java.io.IOException;

/** An output cannot be registered as it is; the message says why and what to do. */
public final class RegistrationRefusedException extends IOException {
    private static final long serialVersionUID = 1;

    RegistrationRefusedException(String message) {
        super(message);
    }

    RegistrationRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
