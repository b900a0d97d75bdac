// SPDX-License-Identifier: Apache-2.0
package io.deltabook.contract;

/**
 * The input cannot be used as it was given; the message says where, what is wrong and the way out.
 */
public final class BadInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BadInputException(String message) {
        super(message);
    }

    public BadInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
