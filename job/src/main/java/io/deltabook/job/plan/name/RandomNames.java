// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan.name;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells names that nobody chose, such as {@code 3f9a7c1e04b2.parquet}: their order says nothing.
 */
public final class RandomNames {
    /** A word of hexadecimal or base-62 digits, as hashes, UUIDs and random names have them. */
    private static final Pattern WORD =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[0-9A-Za-z]{8,}");

    private static final char OF_UUIDS = '-';

    /** Changes between letters and digits from which on a word counts as random; times have 3. */
    private static final int CHANGES = 4;

    private RandomNames() {}

    /**
     * Whether the names of some files differ in random words before anything else tells them apart.
     */
    public static boolean are(Collection<Path> files) {
        Set<String> before = new HashSet<>();
        boolean isAny = false;
        for (Path file : files) {
            String name = file.getFileName().toString();
            int at = randomWord(name);
            isAny |= at >= 0;
            before.add(file.resolveSibling(at < 0 ? name : name.substring(0, at)).toString());
        }
        return isAny && before.size() < files.size();
    }

    /** Where the first random word of a name starts, −1 if it has none. */
    private static int randomWord(String name) {
        Matcher word = WORD.matcher(name);
        while (word.find()) {
            if (word.group().indexOf(OF_UUIDS) > 0 || changes(word.group()) >= CHANGES) {
                return word.start();
            }
        }
        return -1;
    }

    private static int changes(String word) {
        int changes = 0;
        for (int i = 1; i < word.length(); i++) {
            if (Character.isDigit(word.charAt(i)) != Character.isDigit(word.charAt(i - 1))) {
                changes++;
            }
        }
        return changes;
    }
}
