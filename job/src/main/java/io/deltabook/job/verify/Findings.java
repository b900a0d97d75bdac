// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify;

import io.deltabook.contract.LaneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Counts findings and passes on the first of each kind. Thread-safe; the receiver is called by one
 * thread at a time.
 */
public final class Findings {
    private final long mostOfKind;
    private final Consumer<Finding> receiver;
    private final Map<FindingKind, Long> counts = new EnumMap<>(FindingKind.class);

    /**
     * @param mostOfKind findings of each kind that are passed on; all are counted
     * @param receiver receives them
     */
    public Findings(long mostOfKind, Consumer<Finding> receiver) {
        this.mostOfKind = mostOfKind;
        this.receiver = receiver;
    }

    /** Adds a finding about a row. */
    public void row(FindingKind kind, LaneRows rows, String format, Object... values) {
        add(kind, rows.file().relative(), rows.fileRow(), rows.lane(), rows.seq(), format, values);
    }

    /** Adds a finding about a file. */
    public void file(FindingKind kind, String file, String format, Object... values) {
        add(kind, file, Finding.NONE, null, Finding.NONE, format, values);
    }

    /** Adds a finding about a lane. */
    public void lane(FindingKind kind, LaneId lane, String format, Object... values) {
        add(kind, null, Finding.NONE, lane, Finding.NONE, format, values);
    }

    private synchronized void add(
            FindingKind kind,
            String file,
            long row,
            LaneId lane,
            long seq,
            String format,
            Object... values) {
        long count = counts.merge(kind, 1L, Long::sum);
        if (count <= mostOfKind) {
            String text = values.length == 0 ? format : format.formatted(values);
            receiver.accept(new Finding(kind, file, row, lane, seq, text));
        }
    }

    /** Number of findings of each kind that has any. */
    public synchronized Map<FindingKind, Long> counts() {
        return new EnumMap<>(counts);
    }

    /** Total number of findings. */
    public synchronized long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
