// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.setup;

import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.terminal.Counted;
import io.deltabook.job.cli.terminal.TextTable;
import io.deltabook.job.cli.terminal.Tone;
import io.deltabook.job.doctor.Examination;
import io.deltabook.job.doctor.Finding;
import io.deltabook.job.doctor.Grade;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was found about a machine, as text and as JSON. */
final class DoctorReport {
    private DoctorReport() {}

    /** Text: a table, and the conclusion. */
    static void print(List<Finding> findings, Console console) {
        TextTable table = TextTable.ofFacts();
        for (Finding finding : findings) {
            table.row(mark(finding.grade()) + finding.subject(), finding.found());
            if (finding.advice() != null) {
                table.row("", "→ " + finding.advice());
            }
        }
        table.lines().forEach(console::print);
        console.print("");
        long faults = count(findings, Grade.FAULT);
        long warnings = count(findings, Grade.WARNING);
        String careful = warnings == 0 ? "" : ", with " + Counted.of(warnings, "warning");
        if (faults > 0) {
            console.print(
                    Tone.BAD,
                    "A run would fail here: %s%s.".formatted(Counted.of(faults, "fault"), careful));
        } else {
            console.print(
                    warnings > 0 ? Tone.CAREFUL : Tone.GOOD,
                    "This machine can run deltabook%s.".formatted(careful));
        }
    }

    private static String mark(Grade grade) {
        return "%-9s".formatted(grade == Grade.OK ? "OK" : grade.name().toLowerCase(Locale.ROOT));
    }

    private static long count(List<Finding> findings, Grade grade) {
        return findings.stream().filter(finding -> finding.grade() == grade).count();
    }

    static Map<String, Object> json(List<Finding> findings) {
        List<Map<String, Object>> checks = new ArrayList<>();
        for (Finding finding : findings) {
            Map<String, Object> check = new LinkedHashMap<>();
            check.put("subject", finding.subject());
            check.put("result", word(finding.grade()));
            check.put("found", finding.found());
            check.put("advice", finding.advice());
            check.putAll(finding.values());
            checks.add(check);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("result", word(Examination.worst(findings)));
        json.put("checks", checks);
        return json;
    }

    private static String word(Grade grade) {
        return grade.name().toLowerCase(Locale.ROOT);
    }
}
