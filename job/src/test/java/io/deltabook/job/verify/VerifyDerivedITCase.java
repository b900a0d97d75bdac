// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.OutputCopy;
import io.deltabook.job.cli.testing.SampleOutput;
import io.deltabook.job.output.DataFiles;
import io.deltabook.job.parquet.testing.DuckDb;
import io.deltabook.job.storage.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults planted in the quotes and periods of the output of a real run. */
final class VerifyDerivedITCase {
    @RegisterExtension static final SampleOutput SAMPLE = new SampleOutput();

    @TempDir private Path folder;

    private OutputCopy output;

    @BeforeEach
    void copy() throws IOException {
        output = OutputCopy.of(SAMPLE.one(), folder.resolve("copy")).withoutDerived();
    }

    private Path first(String dataset) throws IOException {
        return DataFiles.below(output.folder().resolve(dataset)).get(0);
    }

    /** Replaces a file by the result of a query over it, in which $file is the file. */
    private void rewrite(Path file, String query) throws IOException {
        List<String> footer =
                DuckDb.rows(
                        "select replace(key::varchar, '\\x00', ''), value::varchar from parquet_kv_metadata('%s') where key::varchar like 'deltabook%%'"
                                .formatted(file));
        String metadata =
                String.join(
                        ", ",
                        footer.stream()
                                .map(row -> row.split("\\|", 2))
                                .map(row -> "'%s': '%s'".formatted(row[0], row[1]))
                                .toList());
        Path changed = folder.resolve("changed.parquet");
        DuckDb.run(
                "copy (%s) to '%s' (format parquet, kv_metadata {%s})"
                        .formatted(
                                query.replace(
                                        "$file",
                                        "read_parquet('" + file + "', hive_partitioning = false)"),
                                changed,
                                metadata));
        Files.move(changed, file, StandardCopyOption.REPLACE_EXISTING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "(bid_price + 1)::decimal(38, 18) as bid_price; bid_price of the quote of event_seq",
                "(ask_quantity * 2)::decimal(38, 18) as ask_quantity; ask_quantity of the quote of",
                "'SUSPECT' as book_state; book_state of the quote of event_seq",
                "(event_timestamp + interval 1 second)::timestamp_ns as event_timestamp; event_timestamp of the quote",
                "update_id + 1 as update_id; update_id of the quote of event_seq",
                "null::decimal(38, 18) as ask_price; ask_price of the quote of event_seq",
                "not certified as certified; certified of the quote of event_seq",
                "event_seq + 1000000 as event_seq; a quote must have event_seq"
            })
    void aChangedQuoteIsFound(String change, String finding) throws IOException {
        rewrite(first("quotes"), "select * replace (" + change + ") from $file");

        output.assertFinds().assertOut(finding);
    }

    /** One row in the middle of the quotes, so that only the replay of the book can tell. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "select * from $file where event_seq <> $seq; must say that",
                "select * from $file union all select * from $file where event_seq = $seq; $seq must have at most one quote, but has more",
                "select * replace (if(event_seq = $seq, bid_price - 1, bid_price)::decimal(38, 18) as bid_price) from $file; bid_price of the quote of event_seq $seq must be",
                "select * replace (if(event_seq = $seq, ask_quantity + 1, ask_quantity)::decimal(38, 18) as ask_quantity) from $file; ask_quantity of the quote of event_seq $seq must be",
                "select * replace (if(event_seq = $seq, event_seq + 1, event_seq) as event_seq) from $file; must say that",
                "select * replace (if(event_seq = $seq, not certified, certified) as certified) from $file; certified of the quote of event_seq $seq must be"
            })
    void oneChangedQuoteIsFound(String query, String finding) throws IOException {
        Path file = first("quotes");
        String seq =
                DuckDb.value(
                        "select event_seq from read_parquet('%s') where certified order by event_seq limit 1 offset 20"
                                .formatted(file));

        rewrite(file, query.replace("$seq", seq) + " order by event_seq");

        CommandLineRun run = output.assertFinds();
        run.assertOut(finding.replace("$seq", seq));
        assertThat(run.out()).contains(" quote)").doesNotContain("and 1 more");
    }

    @Test
    void aLostFileOfQuotesIsFoundWithoutAManifest() throws IOException {
        Files.delete(first("quotes"));

        CommandLineRun run = output.assertFinds();

        assertThat(run.out()).containsPattern("quote");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "select * from $file where from_seq > 0; period 1 must be event_seq 0 to",
                "select * replace (to_seq - 1 as to_seq) from $file; period 1 must be event_seq 0 to",
                "select * replace ('LIVE' as book_state) from $file; must be event_seq"
            })
    void aChangedPeriodIsFound(String query, String finding) throws IOException {
        rewrite(first("periods"), query);

        output.assertFinds().assertOut(finding);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "quotes; (ask_quantity * 2)::decimal(38, 18) as ask_quantity; ask_quantity of the row of quotes with event_seq",
                "quotes; 'x' as book_state; book_state of the row of quotes with event_seq",
                "periods; messages + 1 as messages; messages of the row of periods with from_seq 0 must be the same in both outputs",
                "periods; 'x' as cause; cause of the row of periods with from_seq"
            })
    void aDifferenceFromTheDatasetsOfAnotherOutputIsShown(
            String dataset, String change, String finding) throws IOException {
        rewrite(first(dataset), "select * replace (" + change + ") from $file");

        CommandLineRun run =
                output.verify("--against", SAMPLE.two()).assertEndedWith(ExitCode.FAILED);

        run.assertOut(finding);
        assertThat(run.out()).contains(" difference");
    }

    @Test
    void aRowThatOnlyTheOtherOutputHasIsADifference() throws IOException {
        rewrite(first("quotes"), "select * from $file where event_seq < 1000");

        CommandLineRun run =
                output.verify("--against", SAMPLE.two()).assertEndedWith(ExitCode.FAILED);

        assertThat(run.out())
                .containsPattern(
                        "a row of quotes must be in both outputs, but that of event_seq \\d+ is only in the other");
    }

    @Test
    void whatOnlyOneOutputHasIsNotCompared() throws IOException {
        Folders.delete(output.folder().resolve("quotes"));

        CommandLineRun run = output.verify("--against", SAMPLE.two());

        assertThat(run.out())
                .contains(
                        "Only one of the outputs has these datasets, so they were not compared: quotes")
                .doesNotContain(" difference");
    }
}
