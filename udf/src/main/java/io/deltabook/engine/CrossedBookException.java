// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

/** A book was crossed under {@code crossed.policy: fail}; the message tells where. */
public final class CrossedBookException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    CrossedBookException(String message) {
        super(message);
    }
}
