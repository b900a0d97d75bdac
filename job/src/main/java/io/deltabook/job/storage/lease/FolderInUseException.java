// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.lease;

import java.io.IOException;

/** Another process, or another thread of this one, holds a {@link FolderLock}. */
public final class FolderInUseException extends IOException {
    private static final long serialVersionUID = 1;

    private final String holder;
    private final String advice;

    FolderInUseException(String holder, String advice, IOException cause) {
        super(cause.getMessage(), cause);
        this.holder = holder;
        this.advice = advice;
    }

    /** Who holds it, such as {@code process 4711 since 2026-11-23T03:29:12Z}. */
    public String holder() {
        return holder;
    }

    /** What else to do than to end the holder, to be appended to a sentence; may be empty. */
    public String advice() {
        return advice;
    }
}
