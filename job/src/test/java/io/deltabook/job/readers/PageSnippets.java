// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.readers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The SQL snippets of a page of docs, by their headings. */
final class PageSnippets {
    private static final Pattern PART = Pattern.compile("(?m)^## (.*)$|(?s)```sql\n(.*?)```");

    private final Map<String, List<Snippet>> snippets = new LinkedHashMap<>();

    /**
     * A snippet.
     *
     * @param before the statements before the last, or empty
     * @param query the last, without its semicolon
     */
    record Snippet(String before, String query) {
        /** The whole. */
        String text() {
            return before + "\n" + query;
        }

        static Snippet of(String text) {
            String body = text.strip().replaceFirst(";$", "");
            int last = body.lastIndexOf(";\n") + 1;
            return new Snippet(body.substring(0, last), body.substring(last).strip());
        }
    }

    static PageSnippets read(String name) throws IOException {
        PageSnippets page = new PageSnippets();
        String heading = "";
        Matcher part = PART.matcher(Files.readString(Path.of("../docs", name)));
        while (part.find()) {
            if (part.group(1) != null) {
                heading = part.group(1);
            } else {
                page.snippets
                        .computeIfAbsent(heading, key -> new ArrayList<>())
                        .add(Snippet.of(part.group(2)));
            }
        }
        return page;
    }

    List<String> headings() {
        return List.copyOf(snippets.keySet());
    }

    /** A snippet under a heading; the first is 0. */
    Snippet snippet(String heading, int number) {
        assertThat(snippets).containsKey(heading);
        return snippets.get(heading).get(number);
    }
}
