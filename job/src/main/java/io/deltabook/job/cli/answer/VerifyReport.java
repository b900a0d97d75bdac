// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.answer;

import io.deltabook.contract.EventType;
import io.deltabook.job.cli.terminal.Counted;
import io.deltabook.job.cli.terminal.TextTable;
import io.deltabook.job.verify.Finding;
import io.deltabook.job.verify.FindingKind;
import io.deltabook.job.verify.Findings;
import io.deltabook.job.verify.LaneResult;
import io.deltabook.job.verify.Verification;
import io.deltabook.job.verify.digest.DerivedDigests;
import io.deltabook.job.verify.digest.HourDigest;
import io.deltabook.job.verify.digest.LaneDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The report of {@code deltabook verify}. */
public final class VerifyReport {
    private static final long SECONDS_OF_HOUR = 3_600;
    private static final int LENGTH = "2024-08-08T23".length();

    private final Verification verification;
    private final Findings findings;

    public VerifyReport(Verification verification, Findings findings) {
        this.verification = verification;
        this.findings = findings;
    }

    /** The findings by kind; for a kind with more findings than shown, their number. */
    public List<String> findings(List<Finding> found) {
        Map<FindingKind, List<Finding>> byKind =
                found.stream().collect(Collectors.groupingBy(Finding::kind));
        List<String> lines = new ArrayList<>();
        findings.counts()
                .forEach(
                        (kind, count) -> {
                            List<Finding> shown = byKind.getOrDefault(kind, List.of());
                            shown.stream().sorted(order()).map(Finding::line).forEach(lines::add);
                            if (!shown.isEmpty() && count > shown.size()) {
                                lines.add(
                                        "… and %,d more of kind %s (--all shows them)"
                                                .formatted(count - shown.size(), kind.word()));
                            }
                        });
        if (!lines.isEmpty()) {
            lines.add("");
        }
        return lines;
    }

    private static Comparator<Finding> order() {
        return Comparator.comparing(Finding::lane, Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing(Finding::seq)
                .thenComparing(Finding::file, Comparator.nullsFirst(Comparator.naturalOrder()));
    }

    /** A line per hour, and one per lane with the digest of its hours; the same of quotes. */
    public List<String> digests() {
        List<String> lines = new ArrayList<>(hours("rows", verification.digests()));
        List<DerivedDigests> derived = verification.derived();
        if (derived.stream().anyMatch(lane -> lane.quotes().rows() > 0)) {
            lines.addAll(hours("quotes", derived.stream().map(DerivedDigests::quotes).toList()));
        }
        if (derived.stream().anyMatch(lane -> lane.periods().rows() > 0)) {
            TextTable table = new TextTable("lane", "periods", "digest");
            derived.forEach(
                    lane -> table.row(lane.lane(), lane.periods().rows(), lane.periods().digest()));
            lines.addAll(table.lines());
            lines.add("");
        }
        return lines;
    }

    private static List<String> hours(String rows, List<LaneDigest> lanes) {
        TextTable table = new TextTable("lane", "hour", rows, "digest");
        for (LaneDigest lane : lanes) {
            for (HourDigest hour : lane.hours()) {
                table.row(lane.lane(), name(hour.hour()), hour.rows(), hour.digest());
            }
            table.row(lane.lane(), "all", lane.rows(), lane.digest());
        }
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        return lines;
    }

    /** Such as 2024-08-08T23. */
    private static String name(long hour) {
        return Instant.ofEpochSecond(hour * SECONDS_OF_HOUR).toString().substring(0, LENGTH);
    }

    /** A line per lane. */
    public List<String> lanes() {
        TextTable table =
                new TextTable(
                        "lane",
                        "hours",
                        "rows",
                        "digest",
                        "deltas",
                        "trades",
                        "snapshots",
                        "replayed",
                        "levels replayed");
        for (LaneResult lane : verification.lanes()) {
            LaneDigest digest = lane.digest();
            table.row(
                    digest.lane(),
                    digest.hours().size(),
                    digest.rows(),
                    digest.digest(),
                    lane.rows(EventType.BOOK_DELTA),
                    lane.rows(EventType.TRADE),
                    lane.rows(EventType.BOOK_SNAPSHOT),
                    lane.compared(),
                    lane.confirmedLevels());
        }
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        if (!verification.hasBounds()) {
            lines.add(
                    "The output does not record the depth of its books: snapshots were replayed only"
                            + " as deep as the listed levels prove.");
        }
        if (!verification.hasManifest()) {
            lines.add("There is no manifest.jsonl: checksums of files could not be checked.");
        }
        return lines;
    }

    public String conclusion(double seconds) {
        String read =
                String.format(
                        Locale.ROOT,
                        "%s of %s in %.1f s, digest %s",
                        Counted.of(verification.rows(), "row"),
                        Counted.of(verification.lanes().size(), "lane"),
                        seconds,
                        verification.digest());
        if (findings.total() == 0) {
            return "Clean: " + read;
        }
        String kinds =
                findings.counts().entrySet().stream()
                        .map(
                                kind ->
                                        String.format(
                                                Locale.ROOT,
                                                "%,d %s",
                                                kind.getValue(),
                                                kind.getKey().word()))
                        .collect(Collectors.joining(", "));
        return String.format(
                        Locale.ROOT, "%s (%s): ", Counted.of(findings.total(), "finding"), kinds)
                + read;
    }
}
