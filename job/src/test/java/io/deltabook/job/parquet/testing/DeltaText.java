// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.testing;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.Missing;
import io.deltabook.contract.RejectReason;
import io.deltabook.number.WideDecimals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** Delta rows as lines of text, from batches and from what was written. */
public final class DeltaText {
    private DeltaText() {}

    /** A line a row, without the row's file. */
    public static List<String> of(Collection<DeltaBatch> batches) {
        List<String> lines = new ArrayList<>();
        for (DeltaBatch batch : batches) {
            Iterator<DeltaBatch.RawRow> rejected = batch.rejected().iterator();
            for (int i = 0; i < batch.size(); i++) {
                lines.add(line(batch, i, rejected));
            }
            if (rejected.hasNext()) {
                throw new AssertionError("a row must be rejected to have values as found");
            }
        }
        return lines;
    }

    private static String line(DeltaBatch batch, int i, Iterator<DeltaBatch.RawRow> rejected) {
        String start =
                String.join(
                        " ",
                        batch.lane().id().toString(),
                        "row=" + batch.fileRow(i),
                        number(batch.eventTime(i)),
                        number(batch.arrivalTime(i)),
                        number(batch.updateId(i)),
                        number(batch.firstId(i)),
                        number(batch.previousId(i)),
                        String.valueOf(batch.isSnapshot(i)));
        if (batch.isIdOnly(i)) {
            return start + " ID_ONLY";
        }
        if (batch.rejectCode(i) == RejectReason.USABLE) {
            return String.join(
                    " ",
                    start,
                    batch.side(i).name(),
                    WideDecimals.number(batch.pool(), batch.price(i)).toString(),
                    WideDecimals.number(batch.pool(), batch.quantity(i)).toString());
        }
        DeltaBatch.RawRow raw = rejected.hasNext() ? rejected.next() : null;
        if (raw == null || raw.index() != i) {
            throw new AssertionError("a rejected row must have its values, row " + i);
        }
        return String.join(
                " ",
                start,
                RejectReason.ofCode(batch.rejectCode(i)).name(),
                raw.side(),
                raw.price(),
                raw.quantity());
    }

    private static String number(long value) {
        return value == Missing.ID ? "-" : String.valueOf(value);
    }

    /** What a usable row written to a file must be read as, at scale 8. */
    public static String expected(DeltaRow row, long fileRow) {
        return String.join(
                " ",
                new LaneId(row.exchange(), row.symbol()).toString(),
                "row=" + fileRow,
                number(row.event()),
                number(row.arrival()),
                number(row.id()),
                number(row.first()),
                number(row.previous()),
                String.valueOf(Boolean.TRUE.equals(row.snapshot())),
                row.side().toUpperCase(Locale.ROOT),
                scaled(row.price()),
                scaled(row.quantity()));
    }

    /** The lines of rows from one on. */
    public static List<String> expected(List<DeltaRow> rows, int from) {
        List<String> lines = new ArrayList<>();
        for (int row = from; row < rows.size(); row++) {
            lines.add(expected(rows.get(row), row));
        }
        return lines;
    }

    private static String number(Long value) {
        return value == null ? "-" : value.toString();
    }

    private static String scaled(String decimal) {
        return new BigDecimal(decimal).movePointRight(8).toBigIntegerExact().toString();
    }
}
