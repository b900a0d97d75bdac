// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.answer;

import io.deltabook.job.cli.terminal.Counted;
import io.deltabook.sequence.ModeEvidence;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a sample of a lane's rows shows about its ids, as a line of text or as JSON. */
final class SequenceText {
    private SequenceText() {}

    static String of(ModeEvidence evidence) {
        StringBuilder text = new StringBuilder();
        text.append(evidence.mode().word())
                .append(", verdict ")
                .append(evidence.mode().verdict().word())
                .append(": ")
                .append(evidence.reason());
        if (evidence.books() > 0) {
            add(text, "; in ", evidence.books(), "book");
            add(text, " %,d with an id lower than that of the book before", evidence.bookFalls());
            return text.toString();
        }
        add(text, "; in ", evidence.rows(), "row");
        add(text, " ", evidence.repeats(), "repeat");
        add(text, ", ", evidence.stepsOfOne(), "step").append(" of + 1");
        add(text, ", ", evidence.jumps(), "jump");
        add(text, ", ", evidence.falls(), "step").append(" back");
        add(text, ", %,d without id", evidence.withoutId());
        if (evidence.links() > 0) {
            add(text, ", ", evidence.links(), "step").append(" from the previous id");
        }
        if (evidence.covers() > 0) {
            add(text, ", ", evidence.covers(), "step").append(" to the first id");
        }
        if (evidence.snapshotRows() > 0) {
            add(text, "; ", evidence.snapshotRows(), "row").append(" of snapshots");
        }
        return text.toString();
    }

    private static void add(StringBuilder text, String format, int count) {
        text.append(String.format(Locale.ROOT, format, count));
    }

    private static StringBuilder add(StringBuilder text, String before, int count, String noun) {
        return text.append(before).append(Counted.of(count, noun));
    }

    static Map<String, Object> json(ModeEvidence evidence) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("mode", evidence.mode().word());
        json.put("verdict", evidence.mode().verdict().word());
        json.put("reason", evidence.reason());
        json.put("rows_seen", evidence.rows());
        json.put("repeats", evidence.repeats());
        json.put("steps_of_one", evidence.stepsOfOne());
        json.put("jumps", evidence.jumps());
        json.put("steps_back", evidence.falls());
        json.put("without_id", evidence.withoutId());
        json.put("steps_from_previous_id", evidence.links());
        json.put("steps_to_first_id", evidence.covers());
        json.put("snapshot_rows", evidence.snapshotRows());
        json.put("books", evidence.books());
        json.put("books_with_lower_id", evidence.bookFalls());
        json.put("warnings", evidence.warnings());
        return json;
    }
}
