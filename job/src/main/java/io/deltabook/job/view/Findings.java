// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.view;

import io.deltabook.contract.IncidentKind;
import io.deltabook.contract.LaneId;
import io.deltabook.job.parquet.dataset.DatasetRow;
import io.deltabook.job.parquet.dataset.IncidentDataset;
import io.deltabook.job.parquet.dataset.ParquetRows;
import io.deltabook.job.parquet.dataset.RejectDataset;
import io.deltabook.time.EventHour;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** What a run found wrong with a lane's input: incidents and rejected rows, counted and sampled. */
public final class Findings {
    /** Most rows that an answer lists. */
    static final int MAX_ROWS = 500;

    private final OutputListing listing;
    private final Map<List<Path>, NavigableMap<Long, long[]>> counted = newest();
    private final Map<List<Path>, Rejects> rejects = newest();

    Findings(OutputListing listing) {
        this.listing = listing;
    }

    private static <V> Map<List<Path>, V> newest() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;
            private static final int LANES_KEPT = 200;

            @Override
            protected boolean removeEldestEntry(Map.Entry<List<Path>, V> eldest) {
                return size() > LANES_KEPT;
            }
        };
    }

    /**
     * One incident.
     *
     * @param seq number of the event that follows, as text
     * @param nanos its time, epoch ns as text; null if unknown
     * @param seconds the same as epoch seconds
     * @param size missing ids of a gap, ns of a silence; null if unknown
     * @param drift how far the book was off before a resync, NaN if unknown
     */
    public record IncidentRow(
            String seq,
            String nanos,
            double seconds,
            String kind,
            String reason,
            String source,
            String updateId,
            String size,
            double drift,
            String side,
            String price,
            String quantity,
            String detail) {}

    /**
     * The incidents of a span.
     *
     * @param kinds number of each kind, in the span
     * @param seconds begin of each bucket, epoch seconds
     * @param counts of each kind that occurs, in each bucket
     * @param rows the first of them
     * @param total number of all
     */
    public record Incidents(
            Map<String, Long> kinds,
            double[] seconds,
            Map<String, int[]> counts,
            List<IncidentRow> rows,
            long total) {}

    /**
     * The incidents of a lane in a span.
     *
     * @param listed kinds that are listed one by one, and not only counted
     */
    Incidents incidents(LaneId lane, Span span, Set<IncidentKind> listed) throws IOException {
        Map<String, Long> kinds = new TreeMap<>();
        Map<String, int[]> counts = new TreeMap<>();
        List<IncidentRow> rows = new ArrayList<>();
        int size = span.size();
        for (Path file : listing.files(new IncidentDataset().folder(), lane)) {
            ParquetRows.forEach(
                    file,
                    row -> {
                        long nanos = row.time("event_timestamp", Long.MIN_VALUE);
                        if (nanos < span.begin() || nanos >= span.to()) {
                            return;
                        }
                        String kind = row.text(IncidentDataset.KIND);
                        kinds.merge(kind, 1L, Long::sum);
                        int bucket = (int) ((nanos - span.begin()) / span.step());
                        counts.computeIfAbsent(kind, key -> new int[size])[bucket]++;
                        if (rows.size() < MAX_ROWS && listed.contains(IncidentKind.valueOf(kind))) {
                            rows.add(incident(row, nanos));
                        }
                    });
        }
        rows.sort((one, other) -> Double.compare(one.seconds(), other.seconds()));
        double[] seconds = new double[size];
        for (int i = 0; i < size; i++) {
            seconds[i] = (span.begin() + i * span.step()) / 1e9;
        }
        long total = kinds.values().stream().mapToLong(Long::longValue).sum();
        return new Incidents(kinds, seconds, counts, rows, total);
    }

    private static IncidentRow incident(DatasetRow row, long nanos) {
        return new IncidentRow(
                number(row, "event_seq"),
                Long.toString(nanos),
                nanos / 1e9,
                row.text(IncidentDataset.KIND),
                row.textOr("reason", null),
                row.textOr("source", null),
                number(row, "update_id"),
                number(row, "size"),
                row.real("drift"),
                row.textOr("side", null),
                plain(row.decimal("price")),
                plain(row.decimal("quantity")),
                row.textOr("detail", null));
    }

    private static String plain(BigDecimal value) {
        return value == null ? null : value.stripTrailingZeros().toPlainString();
    }

    private static String number(DatasetRow row, String column) {
        long value = row.number(column, Long.MIN_VALUE);
        return value == Long.MIN_VALUE ? null : Long.toString(value);
    }

    /** Number of incidents of each kind, by hour; epoch ns of its start. */
    synchronized NavigableMap<Long, long[]> incidentHours(LaneId lane) throws IOException {
        List<Path> files = listing.files(new IncidentDataset().folder(), lane);
        NavigableMap<Long, long[]> hours = counted.get(files);
        if (hours == null) {
            hours = new TreeMap<>();
            for (Path file : files) {
                NavigableMap<Long, long[]> to = hours;
                ParquetRows.forEach(file, row -> count(row, to));
            }
            counted.put(files, hours);
        }
        return hours;
    }

    private static void count(DatasetRow row, NavigableMap<Long, long[]> hours) {
        long nanos = row.time("event_timestamp", Long.MIN_VALUE);
        if (nanos != Long.MIN_VALUE) {
            IncidentKind kind = IncidentKind.valueOf(row.text(IncidentDataset.KIND));
            hours.computeIfAbsent(hour(nanos), key -> new long[IncidentKind.values().length])[
                    kind.ordinal()]++;
        }
    }

    private static long hour(long nanos) {
        return Math.floorDiv(nanos, EventHour.NANOS) * EventHour.NANOS;
    }

    /**
     * A rejected row, with its values as they were found.
     *
     * @param seconds its time, epoch seconds; NaN if unknown
     */
    public record RejectRow(
            String table,
            String file,
            String row,
            String reason,
            String updateId,
            double seconds,
            String side,
            String price,
            String quantity) {}

    /**
     * The rejected rows of a lane.
     *
     * @param reasons number of each reason
     * @param hours number by hour, epoch ns of its start; those without a time are left out
     * @param rows the first of them
     */
    public record Rejects(
            Map<String, Long> reasons, NavigableMap<Long, Long> hours, List<RejectRow> rows) {
        /** Number of all. */
        public long total() {
            return reasons.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** The rejected rows of a lane. */
    synchronized Rejects rejects(LaneId lane) throws IOException {
        List<Path> files = listing.files(new RejectDataset().folder(), lane);
        Rejects found = rejects.get(files);
        if (found == null) {
            Rejects read = new Rejects(new TreeMap<>(), new TreeMap<>(), new ArrayList<>());
            for (Path file : files) {
                ParquetRows.forEach(file, row -> reject(row, read));
            }
            rejects.put(files, read);
            found = read;
        }
        return found;
    }

    private static void reject(DatasetRow row, Rejects to) {
        String reason = row.text("reason");
        to.reasons.merge(reason, 1L, Long::sum);
        long nanos = row.time("origin_time", Long.MIN_VALUE);
        if (nanos != Long.MIN_VALUE) {
            to.hours.merge(hour(nanos), 1L, Long::sum);
        }
        if (to.rows.size() < MAX_ROWS) {
            to.rows.add(
                    new RejectRow(
                            row.text(RejectDataset.TABLE),
                            row.text("file"),
                            number(row, "row"),
                            reason,
                            number(row, "update_id"),
                            nanos == Long.MIN_VALUE ? Double.NaN : nanos / 1e9,
                            row.textOr("side", null),
                            row.textOr("price", null),
                            row.textOr("quantity", null)));
        }
    }
}
