// SPDX-License-Identifier: Apache-2.0
package io.deltabook.contract;

/**
 * Untrusted text for messages: characters that a terminal or log would interpret rather than show
 * are escaped, so that a name can neither start a new line nor change the text direction.
 */
public final class PlainText {
    private static final String ELLIPSIS = "…";

    private PlainText() {}

    /**
     * The text with control, format and line-separating characters escaped as a backslash, u and
     * hex digits.
     */
    public static String of(String text) {
        int first = 0;
        while (first < text.length() && isPlain(text.codePointAt(first))) {
            first += Character.charCount(text.codePointAt(first));
        }
        return first == text.length() ? text : escaped(text);
    }

    /**
     * The same, truncated.
     *
     * @param max maximum characters of the text
     */
    public static String of(String text, int max) {
        return text.length() <= max ? of(text) : of(text.substring(0, max)) + ELLIPSIS;
    }

    /** Whether a character needs no escaping. */
    public static boolean isPlain(String text) {
        return text.codePoints().allMatch(PlainText::isPlain);
    }

    private static String escaped(String text) {
        StringBuilder plain = new StringBuilder(text.length() + 16);
        text.codePoints()
                .forEach(
                        point -> {
                            if (isPlain(point)) {
                                plain.appendCodePoint(point);
                            } else {
                                for (char part : Character.toChars(point)) {
                                    plain.append("\\u%04x".formatted((int) part));
                                }
                            }
                        });
        return plain.toString();
    }

    private static boolean isPlain(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    false;
            default -> true;
        };
    }
}
