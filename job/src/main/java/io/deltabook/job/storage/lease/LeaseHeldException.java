// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.lease;

import java.io.IOException;

/** Another holds a {@link Lease}. */
public final class LeaseHeldException extends IOException {
    private static final long serialVersionUID = 1;

    private final String holder;
    private final String end;

    LeaseHeldException(String holder, String end) {
        super("held by %s until %s".formatted(holder, end));
        this.holder = holder;
        this.end = end;
    }

    /** Who, such as {@code process 4711 on box since 2026-11-23T03:29:12Z}. */
    public String holder() {
        return holder;
    }

    /** The time from which another may take the lease if this holder does not renew it. */
    public String end() {
        return end;
    }
}
