// SPDX-License-Identifier: Apache-2.0
package io.deltabook.contract;

/** The input cannot be used as given; the message tells where, what is wrong and how to fix it. */
public final class BadInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BadInputException(String message) {
        super(message);
    }

    public BadInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
