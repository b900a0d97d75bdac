// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify;

import static io.deltabook.job.cli.testing.RowEdits.certifiesFewer;
import static io.deltabook.job.cli.testing.RowEdits.firstRow;
import static io.deltabook.job.cli.testing.RowEdits.isKind;
import static io.deltabook.job.cli.testing.RowEdits.isLast;
import static io.deltabook.job.cli.testing.RowEdits.isType;
import static io.deltabook.job.cli.testing.RowEdits.lastRow;
import static io.deltabook.job.cli.testing.RowEdits.set;
import static io.deltabook.job.cli.testing.RowEdits.setLevel;
import static io.deltabook.job.cli.testing.RowEdits.setsLevel;
import static io.deltabook.job.cli.testing.RowEdits.to;
import static io.deltabook.job.cli.testing.RowEdits.toNull;
import static io.deltabook.job.cli.testing.RowEdits.toUnits;
import static io.deltabook.job.cli.testing.RowEdits.without;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.OutputCopy;
import io.deltabook.job.cli.testing.SampleOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Faults planted in single rows, one each, of the output of a real run. */
final class VerifyRowsITCase {
    private static final String SYMBOL = "BTC-USDT";
    private static final long HOUR_NANOS = 3_600_000_000_000L;

    @RegisterExtension static final SampleOutput SAMPLE = new SampleOutput();

    @TempDir private Path folder;

    private OutputCopy output;

    @BeforeEach
    void copy() throws IOException {
        output = OutputCopy.of(SAMPLE.one(), folder.resolve("copy"));
    }

    private CommandLineRun verify(String... more) {
        return output.verify(more);
    }

    private String relative(Path file) {
        return output.relative(file);
    }

    private static void assertFound(CommandLineRun run, String kinds) {
        OutputCopy.assertFound(run, kinds);
    }

    @Test
    void aRemovedRowIsFound() throws IOException {
        Path file = output.withoutDerived().files(SYMBOL).get(0);
        OutputCopy.edit(file, rows -> without(rows, 700));

        CommandLineRun run = verify();

        assertThat(run.out())
                .contains(
                        "[%s] row 700, SYNTH:BTC-USDT, event_seq 701: event_seq must be 700, but is 701: 1 rows are missing\n"
                                .formatted(relative(file)));
        assertFound(run, "1 numbering, 1 count");
    }

    @Test
    void aDoubledRowIsFound() throws IOException {
        Path file = output.withoutDerived().files(SYMBOL).get(0);
        OutputCopy.edit(
                file,
                rows -> {
                    rows.add(700, rows.get(700));
                    return rows;
                });

        CommandLineRun run = verify();

        assertThat(run.out())
                .contains(
                        "[%s] row 701, SYNTH:BTC-USDT, event_seq 700: event_seq must be 701, but is 700: a row is duplicated or out of order\n"
                                .formatted(relative(file)));
        assertFound(run, "1 order, 1 numbering, 1 count");
    }

    @Test
    void aSwappedPairIsFound() throws IOException {
        Path file = output.withoutDerived().files(SYMBOL).get(0);
        OutputCopy.edit(
                file,
                rows -> {
                    Collections.swap(rows, 700, 701);
                    return rows;
                });

        CommandLineRun run = verify();

        assertThat(run.out())
                .contains("row 701, SYNTH:BTC-USDT, event_seq 700: event_seq must rise in a file");
        assertFound(run, "1 order, 2 numbering");
    }

    @Test
    void aRowInTheWrongHourIsFound() throws IOException {
        Path file = output.withoutDerived().files(SYMBOL).get(1);
        int row = firstRow(file, "BOOK_DELTA");
        long later = OutputCopy.rows(file).get(row).getLong("event_timestamp", 0) + HOUR_NANOS;
        OutputCopy.edit(file, rows -> set(rows, row, "event_timestamp", to(later)));

        assertThat(verify().out())
                .contains("row " + row + ", SYNTH:BTC-USDT, ")
                .contains("/hour=01 according to its event_timestamp ");
    }

    @Test
    void aChangedQuantityOfADeltaIsFoundByTheReplay() throws IOException {
        Path file = output.withoutDerived().files(SYMBOL).get(1);
        List<Group> all = OutputCopy.rows(file);
        int row = lastRow(all, at -> setsLevel(all.get(at)));
        OutputCopy.edit(file, rows -> set(rows, row, "delta_quantity", toUnits(12_345)));

        CommandLineRun run = verify();

        assertThat(run.out())
                .containsPattern(
                        "event_seq \\d+: level \\d+ of (bids|asks) must be [0-9.]+:0.000000000000012345 by the deltas since the last snapshot, but is ");
        assertFound(run, "1 anchor");
    }

    @Test
    void aChangedLevelOfASnapshotIsFoundByTheReplay() throws IOException {
        Path file = output.withoutDerived().files(SYMBOL).get(0);
        List<Group> all = OutputCopy.rows(file);
        int row = lastRow(all, at -> isKind(all.get(at), "PERIODIC"));
        OutputCopy.edit(file, rows -> setLevel(rows, row, "bids", 3, 12_345));

        CommandLineRun run = verify();

        assertThat(run.out()).contains("level 3 of bids must be ");
        assertThat(run.out()).contains(" anchor)");
    }

    @Test
    void certifyingMoreThanPossibleIsFound() throws IOException {
        Path file = output.withoutDerived().files(SYMBOL).get(1);
        List<Group> all = OutputCopy.rows(file);
        int row =
                lastRow(
                        all,
                        at ->
                                certifiesFewer(all.get(at))
                                        && certifiesFewer(snapshotBefore(all, at)));
        int levels = all.get(row).getGroup("bids", 0).getFieldRepetitionCount(0);
        OutputCopy.edit(
                file,
                rows ->
                        set(
                                set(rows, row, "certified_bids", to(levels)),
                                row,
                                "covered_bids",
                                to(levels)));

        CommandLineRun run = verify();

        assertThat(run.out())
                .containsPattern(
                        "covered_bids must be \\d+ to \\d+ by the snapshots and deltas before, but is "
                                + levels);
        assertThat(run.out()).contains("certified)");
    }

    private static Group snapshotBefore(List<Group> rows, int at) {
        int before = at - 1;
        while (before > 0 && !isType(rows.get(before), "BOOK_SNAPSHOT")) {
            before--;
        }
        return rows.get(before);
    }

    @Test
    void aValueThatTheTypeOfTheRowForbidsIsFound() throws IOException {
        Path file = output.withoutDerived().files(SYMBOL).get(0);
        int row = firstRow(file, "BOOK_DELTA");
        OutputCopy.edit(
                file,
                rows -> {
                    set(rows, row, "update_id", toNull());
                    return set(rows, row, "trade_id", to(5L));
                });

        CommandLineRun run = verify();

        assertThat(run.out())
                .contains(
                        "update_id of a BOOK_DELTA must not be null, but is\n",
                        "trade_id of a BOOK_DELTA must be null, but is 5\n");
        assertFound(run, "2 value");
    }

    @Test
    void aMessageThatDoesNotEndIsFound() throws IOException {
        Path file = output.withoutDerived().files(SYMBOL).get(0);
        List<Group> all = OutputCopy.rows(file);
        int row = lastRow(all, at -> isLast(all.get(at)) && isType(all.get(at + 1), "BOOK_DELTA"));
        OutputCopy.edit(file, rows -> set(rows, row, "last_in_message", to(false)));

        assertThat(verify().out())
                .containsPattern(
                        "row %s, .*: the message of update_id \\d+ must end with last_in_message, but a BOOK_DELTA of update_id \\d+ follows"
                                .formatted(row + 1));
    }

    @Test
    void aMessageThatEndsTwiceIsFound() throws IOException {
        Path file = output.withoutDerived().files(SYMBOL).get(0);
        List<Group> all = OutputCopy.rows(file);
        int row =
                lastRow(
                        all,
                        at ->
                                isType(all.get(at), "BOOK_DELTA")
                                        && !isLast(all.get(at))
                                        && setsLevel(all.get(at + 1)));
        OutputCopy.edit(file, rows -> set(rows, row, "last_in_message", to(true)));

        assertThat(verify().out()).contains("last_in_message must be on the last row of update_id");
    }

    @Test
    void aMessageThatEndsBeforeItsRemovalsIsFound() throws IOException {
        Path file = output.withoutDerived().files(SYMBOL).get(0);
        List<Group> all = OutputCopy.rows(file);
        int row =
                lastRow(
                        all,
                        at ->
                                at < all.size() - 2
                                        && isType(all.get(at), "BOOK_DELTA")
                                        && !isLast(all.get(at))
                                        && isLast(all.get(at + 1))
                                        && !setsLevel(all.get(at + 1))
                                        && setsLevel(all.get(at + 2)));
        OutputCopy.edit(file, rows -> set(rows, row, "last_in_message", to(true)));

        assertThat(verify().out())
                .contains(
                        "last_in_message must be on the last row of a message, but removals under its update_id followed one");
    }

    @Test
    void anIdThatGoesBackIsFound() throws IOException {
        Path file = output.withoutDerived().files(SYMBOL).get(0);
        List<Group> all = OutputCopy.rows(file);
        int row = lastRow(all, at -> isLast(all.get(at)) && setsLevel(all.get(at)));
        long id = all.get(row).getLong("update_id", 0);
        OutputCopy.edit(
                file,
                rows -> {
                    for (int at = 0; at < rows.size(); at++) {
                        boolean ofMessage =
                                isType(rows.get(at), "BOOK_DELTA")
                                        && rows.get(at).getLong("update_id", 0) == id;
                        if (ofMessage) {
                            set(rows, at, "update_id", to(1L));
                        }
                    }
                    return rows;
                });

        assertThat(verify().out())
                .contains(
                        "update_id must rise from message to message where the numbering did not restart, but is 1 after ");
    }

    @Test
    void aWrongStateIsFound() throws IOException {
        Path file = output.withoutDerived().files(SYMBOL).get(0);
        List<Group> all = OutputCopy.rows(file);
        int row = lastRow(all, at -> isKind(all.get(at), "RESYNC"));
        OutputCopy.edit(
                file,
                rows -> {
                    set(rows, row, "snapshot_kind", to("PERIODIC"));
                    return set(rows, row, "is_snapshot", to(false));
                });

        CommandLineRun run = verify();

        assertThat(run.out())
                .contains("is_snapshot must be true where book_state is LIVE, but is false\n")
                .contains("RESYNC snapshots must be ");
    }

    @Test
    void allFindingsAreShownOnDemand() throws IOException {
        Path file = output.withoutDerived().files(SYMBOL).get(0);
        OutputCopy.edit(
                file,
                rows -> {
                    List<Group> odd = new ArrayList<>();
                    for (int i = 0; i < rows.size(); i += i < 60 ? 2 : 1) {
                        odd.add(rows.get(i));
                    }
                    return odd;
                });

        assertThat(verify().out()).contains("… and 20 more of kind numbering (--all shows them)");
        assertThat(verify("--all").out().lines().filter(line -> line.contains("are missing")))
                .hasSize(30);
    }
}
