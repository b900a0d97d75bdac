// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify.compare;

import io.deltabook.contract.LaneId;
import io.deltabook.job.parquet.dataset.DerivedColumns;
import io.deltabook.job.parquet.dataset.PeriodDataset;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.QuoteSchema;
import io.deltabook.job.parquet.event.read.CanonicalBytes;
import io.deltabook.job.parquet.event.read.ChunkReader;
import io.deltabook.job.parquet.event.read.ColumnValues;
import io.deltabook.job.verify.FindingKind;
import io.deltabook.job.verify.Findings;
import io.deltabook.job.verify.derived.DatasetFile;
import io.deltabook.job.verify.derived.DatasetRows;
import io.deltabook.job.verify.derived.DerivedFiles;
import io.deltabook.job.verify.derived.DerivedRows;
import io.deltabook.job.verify.digest.DerivedDigests;
import io.deltabook.job.verify.digest.HourDigest;
import io.deltabook.job.verify.digest.LaneDigest;
import io.deltabook.time.EventHour;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Compares the quotes and periods of two outputs by their digests, then row by row where a digest
 * differs. A dataset that one output lacks altogether is not compared.
 */
final class DerivedComparison {
    private final Path here;
    private final Path there;
    private final Findings findings;

    DerivedComparison(Path here, Path there, Findings findings) {
        this.here = here;
        this.there = there;
        this.findings = findings;
    }

    /** The digests of a lane of the other output; null if they cannot be read. */
    DerivedDigests digest(LaneId lane) throws IOException {
        try (DerivedRows rows =
                new DerivedRows(lane, DerivedFiles.of(there, lane), misplaced -> {})) {
            rows.drain();
            return rows.digests();
        } catch (IOException e) {
            findings.lane(
                    FindingKind.DAMAGED,
                    lane,
                    "quotes and periods of the other output must be readable: %s",
                    e.getMessage());
            return null;
        }
    }

    /** Compares a lane's quotes. */
    void quotes(LaneDigest digests, LaneDigest others) throws IOException {
        Map<Long, String> left = byHour(digests);
        Map<Long, String> right = byHour(others);
        TreeSet<Long> hours = new TreeSet<>(left.keySet());
        hours.addAll(right.keySet());
        hours.removeIf(hour -> left.getOrDefault(hour, "").equals(right.get(hour)));
        if (hours.isEmpty()) {
            return;
        }
        LaneId lane = digests.lane();
        String hour = EventHour.path(hours.first());
        Function<DerivedFiles, List<DatasetFile>> ofHour =
                files ->
                        files.quotes().stream()
                                .filter(file -> file.folder().endsWith('/' + hour))
                                .toList();
        firstDifference(
                lane, ofHour, DerivedColumns.QUOTES, EventSchema.EVENT_SEQ, QuoteSchema.FOLDER);
        findings.lane(
                FindingKind.DIFFERENCE,
                lane,
                "quotes of %d hours differ from those in %s, first %s",
                hours.size(),
                there,
                hour);
    }

    private static Map<Long, String> byHour(LaneDigest lane) {
        return lane.hours().stream()
                .collect(
                        Collectors.toMap(
                                HourDigest::hour,
                                HourDigest::digest,
                                (one, other) -> one,
                                TreeMap::new));
    }

    /** Compares a lane's periods. */
    void periods(DerivedDigests digests, DerivedDigests others) throws IOException {
        if (!digests.periods().equals(others.periods())) {
            firstDifference(
                    digests.lane(),
                    DerivedFiles::periods,
                    DerivedColumns.PERIODS,
                    PeriodDataset.FROM_SEQ,
                    new PeriodDataset().folder());
        }
    }

    private void firstDifference(
            LaneId lane,
            Function<DerivedFiles, List<DatasetFile>> files,
            ChunkReader.Columns columns,
            String seq,
            String dataset)
            throws IOException {
        try (DatasetRows rows = rows(files.apply(DerivedFiles.of(here, lane)), columns);
                DatasetRows others = rows(files.apply(DerivedFiles.of(there, lane)), columns)) {
            boolean has = rows.next();
            boolean otherHas = others.next();
            while (has && otherHas) {
                ColumnValues differing = differing(rows, others);
                if (differing != null) {
                    report(lane, dataset, rows, others, seq, differing.name());
                    return;
                }
                has = rows.next();
                otherHas = others.next();
            }
            if (has || otherHas) {
                findings.lane(
                        FindingKind.DIFFERENCE,
                        lane,
                        "a row of %s must be in both outputs, but that of %s %s is only %s",
                        dataset,
                        seq,
                        text(has ? rows : others, seq),
                        has ? "here" : "in the other");
            }
        }
    }

    private static DatasetRows rows(List<DatasetFile> files, ChunkReader.Columns columns) {
        return new DatasetRows(files, columns, (file, chunk) -> {});
    }

    /** The first column that differs, null if none does. */
    private static ColumnValues differing(DatasetRows rows, DatasetRows others) {
        CanonicalBytes left = new CanonicalBytes();
        CanonicalBytes right = new CanonicalBytes();
        List<ColumnValues> columns = rows.chunk().columns();
        for (int i = 0; i < columns.size(); i++) {
            left.clear();
            right.clear();
            columns.get(i).canonical(rows.row(), left);
            others.chunk().columns().get(i).canonical(others.row(), right);
            if (!left.sameAs(right)) {
                return columns.get(i);
            }
        }
        return null;
    }

    private void report(
            LaneId lane,
            String dataset,
            DatasetRows rows,
            DatasetRows others,
            String seq,
            String column) {
        findings.lane(
                FindingKind.DIFFERENCE,
                lane,
                "%s of the row of %s with %s %s must be the same in both outputs, but is %s here and %s there",
                column,
                dataset,
                seq,
                text(rows, seq),
                text(rows, column),
                text(others, column));
    }

    private static String text(DatasetRows rows, String name) {
        return rows.chunk().columns().stream()
                .filter(column -> column.name().equals(name))
                .map(column -> column.text(rows.row()))
                .findFirst()
                .orElse("missing");
    }
}
