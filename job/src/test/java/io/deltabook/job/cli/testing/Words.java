// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a command line. A string is split at its spaces, but for what stands in single
 * quotes; anything else, such as a path, is one word; arrays and other words are spread.
 *
 * @param list the words
 */
public record Words(List<String> list) {
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\\S+");

    public static Words of(Object... parts) {
        List<String> words = new ArrayList<>();
        for (Object part : parts) {
            if (part instanceof Object[] more) {
                words.addAll(of(more).list);
            } else if (part instanceof Words more) {
                words.addAll(more.list);
            } else if (part instanceof String text) {
                Matcher word = WORD.matcher(text);
                while (word.find()) {
                    words.add(word.group(1) == null ? word.group() : word.group(1));
                }
            } else {
                words.add(part.toString());
            }
        }
        return new Words(words);
    }

    /** These words and more. */
    public Words and(Object... more) {
        return of(this, more);
    }

    public String[] array() {
        return list.toArray(String[]::new);
    }
}
