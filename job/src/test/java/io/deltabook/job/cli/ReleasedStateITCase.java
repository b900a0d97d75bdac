// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.OutputTotals;
import io.deltabook.job.output.DataFiles;
import io.deltabook.job.parquet.testing.DuckDb;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.flink.util.FileUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Runs that a released version stopped halfway, with their input, output and state as it left them:
 * this version continues with them, and the events are those of an undisturbed run.
 *
 * <p>A snapshot names its files by absolute paths, so each fixture is unpacked where it was made.
 * {@code made.sh} in it says how.
 */
final class ReleasedStateITCase {
    private static final Path PARENT = Path.of("/tmp");

    /** Of all files of a fixture; a changed time means a changed input. */
    private static final FileTime TIME = FileTime.from(Instant.parse("2024-08-10T00:00:00Z"));

    private Path root;
    private FileChannel lock;

    @BeforeEach
    void unpack() throws IOException {
        assumeThat(PARENT).as("the folder where the fixtures were made").isDirectory();
        root = PARENT.resolve("deltabook-release-0.1.0");
        lock =
                FileChannel.open(
                        PARENT.resolve("deltabook-release-0.1.0.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        lock.lock();
        delete();
        try (InputStream file = getClass().getResourceAsStream("/release/0.1.0.zip");
                ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path target = root.resolve(entry.getName()).normalize();
                assertThat(target).startsWithRaw(root);
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(zip, target);
                    Files.setLastModifiedTime(target, TIME);
                }
            }
        }
    }

    @AfterEach
    void delete() throws IOException {
        if (root != null) {
            FileUtils.deleteDirectory(root.toFile());
        }
    }

    @AfterEach
    void unlock() throws IOException {
        if (lock != null) {
            lock.close();
        }
    }

    @Test
    void aRunStoppedByVersion010IsResumedByThisOne() throws IOException {

        CommandLineRun.succeeds(
                "run --input",
                inputWithoutNewWords(),
                "--set decimal.strategy=pips --output",
                root.resolve("undisturbed"));

        CommandLineRun resumed =
                CommandLineRun.succeeds(
                        "run --resume --output", root.resolve("out"), "--parallelism 2");
        assertThat(resumed.err())
                .containsPattern("Resuming from savepoint \\d+: [1-9][0-9,]+ of 200,000 rows");
        OutputTotals totals = OutputTotals.of(root.resolve("out"));
        assertThat(totals.totals().get("incidents").isNull())
                .as("incidents are counted, though the older version did not")
                .isTrue();
        assertThat(totals.sinceFirstVersion())
                .isEqualTo(OutputTotals.of(root.resolve("undisturbed")).sinceFirstVersion());
        assertThat(onlyIn("out", "undisturbed")).isZero();
        assertThat(onlyIn("undisturbed", "out")).isZero();
        assertThat(resumed.err())
                .contains("Incidents are not compared in 3 lanes started by an older version");
        assertThat(root.resolve("out.state")).doesNotExist();
        assertThatOutputsOfTwoSchemaVersionsCompare();
    }

    /** What is certified is another edition's in one lane; nothing else differs. */
    private void assertThatOutputsOfTwoSchemaVersionsCompare() {
        CommandLineRun comparison =
                CommandLineRun.of(
                        "verify", root.resolve("undisturbed"), "--against", root.resolve("out"));
        assertThat(comparison.out() + comparison.err())
                .contains(
                        "they were not compared: arrival_timestamp, covered_bids, covered_asks\n");
    }

    /** Words for sides that the older version did not know stay unknown to a run that it began. */
    private Path inputWithoutNewWords() throws IOException {
        Path from = root.resolve("in");
        Path to = root.resolve("in-undisturbed");
        for (Path file : DataFiles.below(from)) {
            Path copy = to.resolve(from.relativize(file));
            Files.createDirectories(copy.getParent());
            DuckDb.run(
                    """
                    copy (
                        select * replace (
                            if(lower(side) in ('bid', 'ask'), side, 'neither') as side)
                        from read_parquet('%s', hive_partitioning = false)
                    ) to '%s' (format parquet)
                    """
                            .formatted(file, copy));
        }
        return to;
    }

    /**
     * Events of one output that the other does not have; what is certified is another edition's.
     */
    private long onlyIn(String one, String other) {
        return DuckDb.number(
                "select count(*) from ((%s) except all (%s))"
                        .formatted(events(one), events(other)));
    }

    private String events(String output) {
        return """
                select exchange, symbol, event_seq, event_timestamp, event_type, update_id, bids, asks,
                    is_snapshot, snapshot_kind, delta_side, delta_price, delta_quantity,
                    last_in_message, book_state
                from read_parquet('%s/events/**/*.parquet', hive_partitioning = true)
                """
                .formatted(root.resolve(output));
    }
}
