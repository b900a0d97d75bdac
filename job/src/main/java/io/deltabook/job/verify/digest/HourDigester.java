// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify.digest;

import io.deltabook.job.parquet.event.read.NumberValues;
import io.deltabook.job.parquet.event.read.RowChunk;
import io.deltabook.time.EventHour;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Computes the digests of a lane's hours from its rows, ordered by event_seq. */
public final class HourDigester {
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

    /**
     * Adds rows {@code from … to − 1} of a chunk.
     *
     * @param nanos its event times
     * @param seq its numbers
     */
    public void add(RowChunk chunk, NumberValues nanos, NumberValues seq, int from, int to) {
        int row = from;
        while (row < to) {
            long number = EventHour.of(nanos.value(row));
            int end = row + 1;
            while (end < to && EventHour.isIn(number, nanos.value(end))) {
                end++;
            }
            if (last == null || last.number != number) {
                long firstSeq = seq.value(row);
                last = hours.computeIfAbsent(number, hour -> new Hour(hour, firstSeq));
            }
            chunk.addTo(last.digest, row, end);
            last.rows += end - row;
            last.lastSeq = seq.value(end - 1);
            row = end;
        }
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
