// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.answer;

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
            add(text, "; in %,d books", evidence.books());
            add(text, " %,d with an id lower than that of the book before", evidence.bookFalls());
            return text.toString();
        }
        add(text, "; in %,d rows", evidence.rows());
        add(text, " %,d repeats", evidence.repeats());
        add(text, ", %,d steps of + 1", evidence.stepsOfOne());
        add(text, ", %,d jumps", evidence.jumps());
        add(text, ", %,d steps back", evidence.falls());
        add(text, ", %,d without id", evidence.withoutId());
        if (evidence.links() > 0) {
            add(text, ", %,d steps from the previous id", evidence.links());
        }
        if (evidence.covers() > 0) {
            add(text, ", %,d steps to the first id", evidence.covers());
        }
        if (evidence.snapshotRows() > 0) {
            add(text, "; %,d rows of snapshots", evidence.snapshotRows());
        }
        return text.toString();
    }

    private static void add(StringBuilder text, String format, int count) {
        text.append(String.format(Locale.ROOT, format, count));
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
