// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify;

import io.deltabook.job.parquet.event.read.CanonicalBytes;
import io.deltabook.job.parquet.event.read.ColumnValues;
import io.deltabook.time.EventHour;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Computes the digests of a lane's hours from its rows, ordered by event_seq. */
public final class HourDigester {
    private final CanonicalBytes bytes = new CanonicalBytes();
    private final Map<Long, Hour> hours = new TreeMap<>();
    private Hour last;

    private static final class Hour {
        private final long number;
        private final MessageDigest digest = Digests.begin();
        private final long firstSeq;
        private long lastSeq;
        private long rows;

        private Hour(long number, long firstSeq) {
            this.number = number;
            this.firstSeq = firstSeq;
        }
    }

    public void row(LaneRows rows) {
        long number = EventHour.of(rows.nanos());
        if (last == null || last.number != number) {
            last = hours.computeIfAbsent(number, hour -> new Hour(hour, rows.seq()));
        }
        int row = rows.row();
        for (ColumnValues column : rows.chunk().columns()) {
            column.canonical(row, bytes);
        }
        bytes.addTo(last.digest);
        bytes.clear();
        last.rows++;
        last.lastSeq = rows.seq();
    }

    /** The digests by hour; nothing can be added afterwards. */
    public List<HourDigest> end() {
        List<HourDigest> digests = new ArrayList<>();
        for (Hour hour : hours.values()) {
            digests.add(
                    new HourDigest(
                            hour.number,
                            hour.rows,
                            hour.firstSeq,
                            hour.lastSeq,
                            Digests.text(hour.digest)));
        }
        return digests;
    }
}
