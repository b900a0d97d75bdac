// SPDX-License-Identifier: Apache-2.0
package io.deltabook.number;

/** What a parser must answer, as a test writes it: a number or the name of a fault. */
final class ParsedNumber {
    private ParsedNumber() {}

    static long of(String text) {
        return switch (text) {
            case "NOT_A_NUMBER" -> NumberFault.NOT_A_NUMBER;
            case "INFINITE" -> NumberFault.INFINITE;
            case "NEGATIVE" -> NumberFault.NEGATIVE;
            case "SCALE" -> NumberFault.SCALE;
            case "OVERFLOW" -> NumberFault.OVERFLOW;
            default -> Long.parseLong(text);
        };
    }
}
