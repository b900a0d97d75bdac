// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.EventRow;
import io.deltabook.job.cli.testing.EventsFile;
import io.deltabook.job.cli.testing.OutputCopy;
import io.deltabook.job.parquet.testing.DuckDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults planted in the output of recordings of full books, with and without their differences. */
final class VerifyBooksITCase {
    @TempDir private static Path shared;

    @TempDir private Path folder;

    /** Books whose two sides move up, each twice; the second time with the id of the first. */
    @BeforeAll
    static void run() throws IOException {
        Path lane = shared.resolve("in/book/exchange=X/symbol=A/dt=2024-08-08");
        Files.createDirectories(lane);
        DuckDb.run(
                """
                copy (
                    select 1723161600000000000 + i * 100000000 as origin_time,
                        1000 + i // 2 as sequence_number,
                        100.0 + i // 2 as bid_0_price, 1.0 as bid_0_size,
                        99.0 + i // 2 as bid_1_price, 2.5 as bid_1_size,
                        101.0 + i // 2 as ask_0_price, 1.0 as ask_0_size,
                        102.0 + i // 2 as ask_1_price, 0.5 as ask_1_size
                    from range(100) r(i)
                ) to '%s' (format parquet)
                """
                        .formatted(lane.resolve("1.parquet")));
        run("ids");
        run("differences", "--set=snapshot.diff=true");
    }

    private static void run(String name, Object... more) {
        Path output = shared.resolve(name);
        CommandLineRun.succeeds(
                "run --parallelism=1 --input", shared.resolve("in"), "--output", output, more);
    }

    private OutputCopy copy(String name) throws IOException {
        return OutputCopy.of(shared.resolve(name), folder.resolve(name));
    }

    @Test
    void theOutputsAreSound() throws IOException {
        for (String name : List.of("ids", "differences")) {
            assertThat(copy(name).verify().exitCode()).as(name).isZero();
        }
    }

    @Test
    void aCheckWithAnotherIdThanTheNewestIsFound() throws IOException {
        OutputCopy output = copy("ids").withoutDerived();
        EventsFile file = output.file("A", 0);
        file.last(at -> at.isKind("CHECK")).set("update_id", 7L);
        file.write();

        output.assertFinds("1 message")
                .assertOut(
                        "update_id of a CHECK must be that of the newest message or snapshot, 1049, but is 7");
    }

    @Test
    void aDifferenceThatDoesNotLeadToTheNextBookIsFound() throws IOException {
        OutputCopy output = copy("differences").withoutDerived();
        EventsFile file = output.file("A", 0);
        file.last(EventRow::setsLevel).setUnits("delta_quantity", 12_345);
        file.write();

        output.assertFinds("1 anchor").assertOut("by the deltas since the last snapshot, but is ");
    }

    @Test
    void aMissingRemovalBetweenTwoBooksIsFound() throws IOException {
        OutputCopy output = copy("differences").withoutDerived();
        EventsFile file = output.file("A", 0);
        file.last(at -> at.isBeforeLast() && !at.setsLevel()).setUnits("delta_quantity", 1);
        file.write();

        output.assertFinds("1 anchor").assertOut("level 0 of asks must be ");
    }
}
