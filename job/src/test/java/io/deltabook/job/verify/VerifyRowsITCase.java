// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.testing.EventRow;
import io.deltabook.job.cli.testing.EventsFile;
import io.deltabook.job.cli.testing.OutputCopy;
import io.deltabook.job.cli.testing.SampleOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
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
        output = OutputCopy.of(SAMPLE.one(), folder.resolve("copy")).withoutDerived();
    }

    private EventsFile file(int number) throws IOException {
        return output.file(SYMBOL, number);
    }

    @Test
    void aRemovedRowIsFound() throws IOException {
        EventsFile file = file(0);
        file.rows().remove(700);
        file.write();

        output.assertFinds("1 numbering, 1 count")
                .assertOut(
                        "[%s] row 700, SYNTH:BTC-USDT, event_seq 701: event_seq must be 700, but is 701: 1 rows are missing\n"
                                .formatted(output.relative(file.path())));
    }

    @Test
    void aDoubledRowIsFound() throws IOException {
        EventsFile file = file(0);
        file.rows().add(700, file.rows().get(700));
        file.write();

        output.assertFinds("1 order, 1 numbering, 1 count")
                .assertOut(
                        "[%s] row 701, SYNTH:BTC-USDT, event_seq 700: event_seq must be 701, but is 700: a row is duplicated or out of order\n"
                                .formatted(output.relative(file.path())));
    }

    @Test
    void aSwappedPairIsFound() throws IOException {
        EventsFile file = file(0);
        Collections.swap(file.rows(), 700, 701);
        file.write();

        output.assertFinds("1 order, 2 numbering")
                .assertOut("row 701, SYNTH:BTC-USDT, event_seq 700: event_seq must rise in a file");
    }

    @Test
    void aRowInTheWrongHourIsFound() throws IOException {
        EventsFile file = file(1);
        EventRow row = file.first("BOOK_DELTA");
        row.set("event_timestamp", row.number("event_timestamp") + HOUR_NANOS);
        file.write();

        output.assertFinds()
                .assertOut(
                        "row " + row.at() + ", SYNTH:BTC-USDT, ",
                        "/hour=01 according to its event_timestamp ");
    }

    @Test
    void aChangedQuantityOfADeltaIsFoundByTheReplay() throws IOException {
        EventsFile file = file(1);
        file.last(EventRow::setsLevel).setUnits("delta_quantity", 12_345);
        file.write();

        output.assertFinds("1 anchor")
                .assertOutPattern(
                        "event_seq \\d+: level \\d+ of (bids|asks) must be [0-9.]+:0.000000000000012345 by the deltas since the last snapshot, but is ");
    }

    @Test
    void aChangedLevelOfASnapshotIsFoundByTheReplay() throws IOException {
        EventsFile file = file(0);
        file.last(row -> row.isKind("PERIODIC")).setLevel("bids", 3, 12_345);
        file.write();

        output.assertFinds().assertOut("level 3 of bids must be ", " anchor)");
    }

    @Test
    void certifyingMoreThanPossibleIsFound() throws IOException {
        EventsFile file = file(1);
        EventRow row = file.last(at -> at.certifiesFewer() && at.snapshotBefore().certifiesFewer());
        int levels = row.levels("bids");
        row.set("certified_bids", levels).set("covered_bids", levels);
        file.write();

        output.assertFinds()
                .assertOutPattern(
                        "covered_bids must be \\d+ to \\d+ by the snapshots and deltas before, but is "
                                + levels)
                .assertOut("certified)");
    }

    @Test
    void aValueThatTheTypeOfTheRowForbidsIsFound() throws IOException {
        EventsFile file = file(0);
        file.first("BOOK_DELTA").setNull("update_id").set("trade_id", 5L);
        file.write();

        output.assertFinds("2 value")
                .assertOut(
                        "update_id of a BOOK_DELTA must not be null, but is\n",
                        "trade_id of a BOOK_DELTA must be null, but is 5\n");
    }

    @Test
    void aMessageThatDoesNotEndIsFound() throws IOException {
        EventsFile file = file(0);
        EventRow row = file.last(at -> at.isLast() && at.next().isDelta());
        row.set("last_in_message", false);
        file.write();

        output.assertFinds()
                .assertOutPattern(
                        "row %s, .*: the message of update_id \\d+ must end with last_in_message, but a BOOK_DELTA of update_id \\d+ follows"
                                .formatted(row.next().at()));
    }

    @Test
    void aMessageThatEndsTwiceIsFound() throws IOException {
        EventsFile file = file(0);
        file.last(at -> at.isBeforeLast() && at.next().setsLevel()).set("last_in_message", true);
        file.write();

        output.assertFinds().assertOut("last_in_message must be on the last row of update_id");
    }

    @Test
    void aMessageThatEndsBeforeItsRemovalsIsFound() throws IOException {
        EventsFile file = file(0);
        file.last(
                        2,
                        at ->
                                at.isBeforeLast()
                                        && at.next().isLast()
                                        && !at.next().setsLevel()
                                        && at.next(2).setsLevel())
                .set("last_in_message", true);
        file.write();

        output.assertFinds()
                .assertOut(
                        "last_in_message must be on the last row of a message, but removals under its update_id followed one");
    }

    @Test
    void anIdThatGoesBackIsFound() throws IOException {
        EventsFile file = file(0);
        long id = file.last(at -> at.isLast() && at.setsLevel()).number("update_id");
        for (int at = 0; at < file.rows().size(); at++) {
            EventRow row = file.row(at);
            if (row.isDelta() && row.number("update_id") == id) {
                row.set("update_id", 1L);
            }
        }
        file.write();

        output.assertFinds()
                .assertOut(
                        "update_id must rise from message to message where the numbering did not restart, but is 1 after ");
    }

    @Test
    void aWrongStateIsFound() throws IOException {
        EventsFile file = file(0);
        file.last(at -> at.isKind("RESYNC"))
                .set("snapshot_kind", "PERIODIC")
                .set("is_snapshot", false);
        file.write();

        output.assertFinds()
                .assertOut(
                        "is_snapshot must be true where book_state is LIVE, but is false\n",
                        "RESYNC snapshots must be ");
    }

    @Test
    void allFindingsAreShownOnDemand() throws IOException {
        EventsFile file = file(0);
        for (int removed = 1; removed <= 30; removed++) {
            file.rows().remove(removed);
        }
        file.write();

        output.assertFinds().assertOut("… and 20 more of kind numbering (--all shows them)");
        assertThat(output.verify("--all").out().lines())
                .filteredOn(line -> line.contains("are missing"))
                .hasSize(30);
    }
}
