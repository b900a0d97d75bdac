// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.output.Manifest;
import io.deltabook.job.output.Summary;
import io.deltabook.job.parquet.testing.DuckDb;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The output of a complete run of a released version, over the first of two days: it is verified,
 * compared, compacted and taken as a seed. {@code made.sh} in the fixture says how it was made.
 */
final class ReleasedOutputITCase {
    @TempDir private Path folder;
    private Path input;
    private Path released;

    @BeforeEach
    void unpack() throws IOException {
        input = folder.resolve("in");
        released = folder.resolve("out");
        try (InputStream file = getClass().getResourceAsStream("/release/0.1.0-complete.zip");
                ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                assertThat(target).startsWithRaw(folder);
                if (!entry.isDirectory()) {
                    Files.createDirectories(target.getParent());
                    Files.copy(zip, target);
                }
            }
        }
    }

    @Test
    void theOutputIsVerifiedUnchanged() {
        assertThat(verify().out()).contains("Clean: 29,791 rows of 3 lanes");
    }

    @Test
    void itsViewsHaveTheColumnsThatItHas() {
        assertThat(
                        DuckDb.rows(
                                CommandLineRun.succeeds("sql", released).out(),
                                """
                                select count(*), (select count(*) from deltas) + (select count(*) from trades)
                                    + (select count(*) from books), sum(delta_price_f64) > 0
                                from events
                                """))
                .containsExactly("29791|29791|true");
    }

    @Test
    void aCounterThatItWroteIsStillChecked() throws IOException {
        replace(Summary.FILE, "\"messages\" : ", "\"messages\" : 1");

        assertThat(CommandLineRun.of("verify", released).out())
                .contains("lanes[0].messages must be ")
                .doesNotContain("live_messages");
    }

    @Test
    void aFileOfAnotherSchemaVersionThanItsIsFound() throws IOException {
        Path now = run(folder.resolve("now"), "--to 2024-08-08");
        replace(now.resolve(Manifest.FILE), "\"schema_version\":2,", "");

        assertThat(CommandLineRun.of("verify", now).out())
                .contains("schema_version must be 1 as in manifest.jsonl, but is 2");
    }

    @Test
    void itIsVerifiedAfterACompactionAndARewrite() {
        CommandLineRun.succeeds("compact", released);
        verify();
        CommandLineRun.succeeds("verify --rewrite", released);
        verify();
    }

    /** The day after it, seeded, has the rows that the same day of one run has. */
    @Test
    void itIsTheSeedOfARunOfThisVersion() {
        Path whole = run(folder.resolve("whole"));
        Path next = run(folder.resolve("next"), "--from 2024-08-09 --seed", released);

        String rows =
                """
                select * exclude (event_seq)
                from read_parquet('%s/events/**/*.parquet', hive_partitioning = true)
                where event_type = 'BOOK_DELTA' and date = '2024-08-09'
                """;
        String ofNext = rows.formatted(next);
        String ofWhole = rows.formatted(whole);
        assertThat(DuckDb.number("select count(*) from (%s)".formatted(ofWhole))).isPositive();
        assertThat(difference(ofNext, ofWhole)).isZero();
        assertThat(difference(ofWhole, ofNext)).isZero();
        CommandLineRun.succeeds("verify", next);
    }

    private static long difference(String rows, String others) {
        return DuckDb.number("select count(*) from (%s except all %s)".formatted(rows, others));
    }

    private CommandLineRun verify() {
        return CommandLineRun.succeeds("verify", released);
    }

    private Path run(Path output, Object... more) {
        CommandLineRun.succeeds("run --input", input, "--output", output, more);
        return output;
    }

    private void replace(String file, String text, String other) throws IOException {
        replace(released.resolve(file), text, other);
    }

    private static void replace(Path file, String text, String other) throws IOException {
        String whole = Files.readString(file);
        assertThat(whole).contains(text);
        Files.writeString(file, whole.replace(text, other));
    }
}
