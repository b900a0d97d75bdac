// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing;

import io.deltabook.contract.InputTable;
import java.util.List;
import java.util.Map;

/**
 * An input file whose rows are all in the output, as recorded by the import.
 *
 * @param ordinal its number, which starts the names of its files
 * @param source absolute path
 * @param size bytes
 * @param modified time of last modification, ms since 1970
 * @param checksum CRC-32C of the decompressed content
 * @param contentBytes bytes of the decompressed content
 * @param meaning the options that its rows depend on
 * @param table what its rows are
 * @param lines lines except the header
 * @param rows usable rows
 * @param rejects lines that produced none
 * @param marks rows written in place of such lines
 * @param reasons number of rejected lines by reason
 * @param firstReject description of the first of them, null for none
 * @param parts its files, relative to the output folder, with {@code /}
 */
public record ImportedFile(
        int ordinal,
        String source,
        long size,
        long modified,
        long checksum,
        long contentBytes,
        String meaning,
        InputTable table,
        long lines,
        long rows,
        long rejects,
        long marks,
        Map<String, Long> reasons,
        String firstReject,
        List<String> parts) {
    public ImportedFile {
        reasons = Map.copyOf(reasons);
        parts = List.copyOf(parts);
    }

    /** The share of its lines that produced no usable row. */
    public double rejectRatio() {
        return lines == 0 ? 0 : (double) rejects / lines;
    }
}
