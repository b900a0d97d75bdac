// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.replay;

import java.io.IOException;

/** What was asked for lies outside of a lane's events; the message says where they are. */
public final class BeyondEventsException extends IOException {
    private static final long serialVersionUID = 1L;

    public BeyondEventsException(String message) {
        super(message);
    }
}
