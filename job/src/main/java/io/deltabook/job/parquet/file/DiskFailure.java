// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.file;

import java.io.IOException;

/**
 * Reading bytes failed (disk, interrupt). This says nothing about the file's content, so the file
 * is never skipped.
 */
public final class DiskFailure extends IOException {
    private static final long serialVersionUID = 1L;

    DiskFailure(IOException cause) {
        super(text(cause), cause);
    }

    /** A plain error's type says nothing. */
    private static String text(IOException cause) {
        return cause.getClass() == IOException.class && cause.getMessage() != null
                ? cause.getMessage()
                : cause.toString();
    }
}
