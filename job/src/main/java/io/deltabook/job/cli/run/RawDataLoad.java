// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.run;

import io.deltabook.contract.InputTable;
import io.deltabook.job.parquet.file.RangeReader;
import io.deltabook.job.plan.LaneGroup;
import io.deltabook.job.plan.LanePlan;
import io.deltabook.job.plan.PlannedFile;
import io.deltabook.job.plan.PlannedTable;
import io.deltabook.job.storage.Place;
import java.util.List;

/**
 * What a run must hold in memory while it reads, for the most demanding lane group.
 *
 * @param groups number of lane groups
 * @param lanes number of lanes
 * @param pageBytes bytes of the pages of one open delta file, and of what is read of a remote one
 * @param otherTables other tables that are open at the same time
 * @param otherPageBytes bytes of the pages of their open files
 */
public record RawDataLoad(
        int groups, int lanes, long pageBytes, int otherTables, long otherPageBytes) {
    /** Per column: a page of the usual size, and its compressed form. */
    private static final long PAGE_BYTES = 2L << 20;

    /** Per column and row, for a page with few rows: a number of 16 bytes, twice. */
    private static final long PAGE_BYTES_OF_ROW = 32;

    /** Times, ids, side, price, quantity, and the snapshot flag. */
    private static final int COLUMNS = 9;

    /** Times and id; price and quantity of 20 levels a side. */
    private static final int COLUMNS_OF_BOOK = 3 + 2 * 2 * 20;

    static RawDataLoad of(LanePlan plan) {
        long pages = 0;
        int tables = 0;
        long otherPages = 0;
        for (LaneGroup group : plan.groups()) {
            pages = Math.max(pages, pages(group.files(), COLUMNS));
            tables = Math.max(tables, group.tables().size());
            otherPages = Math.max(otherPages, otherPages(group));
        }
        return new RawDataLoad(
                plan.groups().size(), plan.lanes().size(), pages, tables, otherPages);
    }

    private static long otherPages(LaneGroup group) {
        long bytes = 0;
        for (PlannedTable table : group.tables()) {
            boolean isBook = table.table() == InputTable.BOOK;
            bytes += pages(table.files(), isBook ? COLUMNS_OF_BOOK : COLUMNS);
        }
        return bytes;
    }

    /**
     * Bytes of the pages of the file that is open, and of what was requested of it from a store;
     * the largest counts.
     */
    private static long pages(List<PlannedFile> files, int columns) {
        long rows = files.stream().mapToLong(PlannedFile::rows).max().orElse(0);
        return columns * Math.min(PAGE_BYTES, PAGE_BYTES_OF_ROW * rows) + requested(files);
    }

    private static long requested(List<PlannedFile> files) {
        return files.stream()
                .filter(file -> Place.isRemote(Place.of(file.path())))
                .mapToLong(file -> RangeReader.heldBytes(file.size()))
                .max()
                .orElse(0);
    }
}
