// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import io.deltabook.sequence.ModeEvidence;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What the first delta rows of a lane say of its ids, in a line or as JSON. */
final class SequenceText {
    private SequenceText() {}

    static String of(ModeEvidence evidence) {
        return String.format(
                Locale.ROOT,
                "%s, verdict %s: %s; in %,d rows %,d repeats, %,d steps of + 1, %,d jumps,"
                        + " %,d steps back, %,d without id",
                evidence.mode().word(),
                evidence.mode().verdict().word(),
                evidence.reason(),
                evidence.rows(),
                evidence.repeats(),
                evidence.stepsOfOne(),
                evidence.jumps(),
                evidence.falls(),
                evidence.withoutId());
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
        return json;
    }
}
