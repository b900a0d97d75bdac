// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage;

import java.io.IOException;

/** Another process, or another thread of this one, holds a {@link FileLock}. */
public final class FileInUseException extends IOException {
    private static final long serialVersionUID = 1;

    private final String holder;

    FileInUseException(String holder) {
        super("locked by " + holder);
        this.holder = holder;
    }

    /** Who holds it, such as {@code process 4711 since 2026-11-23T03:29:12Z}. */
    public String holder() {
        return holder;
    }
}
