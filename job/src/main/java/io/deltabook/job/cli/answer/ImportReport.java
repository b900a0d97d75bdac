// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.answer;

import io.deltabook.job.cli.terminal.Counted;
import io.deltabook.job.cli.terminal.TextTable;
import io.deltabook.job.importing.ImportResult;
import io.deltabook.job.importing.ImportedFile;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The report of {@code deltabook import}. Its JSON keys are a contract: add, never rename. */
public final class ImportReport {
    private final ImportResult result;
    private final double maxRejectRatio;

    public ImportReport(ImportResult result, double maxRejectRatio) {
        this.result = result;
        this.maxRejectRatio = maxRejectRatio;
    }

    /** A line per file and a conclusion. */
    public List<String> lines(double seconds) {
        List<String> lines = new ArrayList<>();
        TextTable table = new TextTable("file", "table", "lines", "rows", "rejects", "files");
        for (ImportedFile file : result.files()) {
            table.row(
                    ImportResult.name(file),
                    table(file),
                    file.lines(),
                    file.rows(),
                    file.rejects(),
                    file.parts().size());
        }
        lines.addAll(table.lines());
        lines.add("");
        for (ImportedFile file : result.files()) {
            if (file.rejects() > 0) {
                lines.add(
                        "%s: rejected %s; the first is %s"
                                .formatted(
                                        ImportResult.name(file),
                                        reasons(file),
                                        file.firstReject()));
            }
        }
        lines.add(
                String.format(
                        Locale.ROOT,
                        "%s in = %s out + %s, %s in %.1f s%s.",
                        Counted.of(result.sum(ImportedFile::lines), "line"),
                        Counted.of(result.sum(ImportedFile::rows), "row"),
                        Counted.of(result.sum(ImportedFile::rejects), "reject"),
                        Counted.of(result.files().size(), "file"),
                        seconds,
                        result.earlier() == 0
                                ? ""
                                : ", %,d of them imported earlier".formatted(result.earlier())));
        return lines;
    }

    private static String table(ImportedFile file) {
        return file.table() == null ? "none" : file.table().name().toLowerCase(Locale.ROOT);
    }

    private static String reasons(ImportedFile file) {
        List<String> reasons = new ArrayList<>();
        file.reasons().forEach((reason, count) -> reasons.add("%,d %s".formatted(count, reason)));
        return String.join(", ", reasons);
    }

    /** Why inputs could not be imported. */
    public List<String> bad() {
        return result.bad();
    }

    /** A line for every file with more rejects than allowed. */
    public List<String> beyond() {
        List<String> beyond = new ArrayList<>();
        for (ImportedFile file : result.files()) {
            if (file.rejectRatio() > maxRejectRatio) {
                beyond.add(
                        String.format(
                                Locale.ROOT,
                                "[%s] the share of rejected lines must be at most %s (max-reject-ratio), but is %.6f; its rows are in the output, and its rejects say why",
                                file.source(),
                                BigDecimal.valueOf(maxRejectRatio).toPlainString(),
                                file.rejectRatio()));
            }
        }
        return beyond;
    }

    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("lines", result.sum(ImportedFile::lines));
        json.put("rows", result.sum(ImportedFile::rows));
        json.put("rejects", result.sum(ImportedFile::rejects));
        json.put("marks", result.sum(ImportedFile::marks));
        json.put("imported_before", result.earlier());
        json.put("bad", result.bad());
        json.put("files", result.files().stream().map(this::file).toList());
        return json;
    }

    private Map<String, Object> file(ImportedFile file) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("source", file.source());
        json.put("table", table(file));
        json.put("lines", file.lines());
        json.put("rows", file.rows());
        json.put("rejects", file.rejects());
        json.put("marks", file.marks());
        json.put("reject_ratio", file.rejectRatio());
        json.put("is_beyond_ratio", file.rejectRatio() > maxRejectRatio);
        json.put("reasons", file.reasons());
        json.put("first_reject", file.firstReject());
        json.put("files", file.parts());
        return json;
    }
}
