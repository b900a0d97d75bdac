// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event;

/** A time of the input does not fit the unit that the output was to have. */
public final class FinerTimeException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    FinerTimeException(String message) {
        super(message);
    }
}
