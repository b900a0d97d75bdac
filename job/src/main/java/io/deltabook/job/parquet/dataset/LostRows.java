// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.dataset;

import io.deltabook.contract.IncidentKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rows of files that turned out to be damaged while they were read and were skipped from there on.
 * Their number is in the detail of the BAD_FILE incidents.
 */
public final class LostRows {
    private static final Pattern FORM =
            Pattern.compile("; rows from \\d+ on left out \\((\\d+)\\)$");

    private LostRows() {}

    /**
     * The incident detail for such a file.
     *
     * @param problem what is wrong with it
     * @param from the first skipped row, 0-based
     * @param rows rows of the file
     */
    public static String text(String problem, long from, long rows) {
        return problem + "; rows from " + from + " on left out (" + (rows - from) + ")";
    }

    /**
     * The number of lost rows by file. A file with several lanes is counted once.
     *
     * @param incidents files of the incidents dataset
     */
    public static Map<String, Long> read(Collection<Path> incidents) throws IOException {
        Map<String, Long> lost = new TreeMap<>();
        for (Path file : incidents) {
            ParquetRows.forEach(file, row -> add(row, lost));
        }
        return lost;
    }

    private static void add(DatasetRow row, Map<String, Long> lost) {
        if (!row.text(IncidentDataset.KIND).equals(IncidentKind.BAD_FILE.name())) {
            return;
        }
        Matcher form = FORM.matcher(row.text(IncidentDataset.DETAIL));
        if (form.find()) {
            lost.merge(row.text(IncidentDataset.SOURCE), Long.parseLong(form.group(1)), Math::max);
        }
    }
}
