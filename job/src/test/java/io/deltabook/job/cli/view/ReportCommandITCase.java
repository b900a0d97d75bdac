// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.SampleOutput;
import io.deltabook.job.testing.RunOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class ReportCommandITCase {
    @RegisterExtension static final SampleOutput SAMPLE = new SampleOutput();

    @TempDir private Path folder;

    @Test
    void theFactsAreThoseOfTheFiles() throws IOException {
        RunOutput sample = new RunOutput(SAMPLE.one(), 0);
        JsonNode facts =
                new ObjectMapper()
                        .readTree(CommandLineRun.succeeds("report", SAMPLE.one(), "--json").out());
        JsonNode lane = facts.get("lanes").get(0);
        long events = 0;
        for (JsonNode hour : lane.get("hours")) {
            events += hour.get("events").asLong();
        }
        double highest = 0;
        for (JsonNode ask : lane.get("quotes").get("ask_high")) {
            highest = Math.max(highest, ask.asDouble());
        }

        assertThat(facts.get("lanes")).hasSize(2);
        assertThat(facts.get("overview").get("status").asText()).isEqualTo("finished");
        assertThat(lane.get("symbol").asText()).isEqualTo("BTC-USDT");
        assertThat(events)
                .isEqualTo(sample.number("select count(*) from $events where symbol = 'BTC-USDT'"));
        assertThat(highest)
                .isEqualTo(
                        Double.parseDouble(
                                sample.row(
                                        "select max(ask_price)::double from $quotes where symbol = 'BTC-USDT'")));
        assertThat(lane.get("incidents").get("total").asLong())
                .isEqualTo(
                        sample.number(
                                "select count(*) from $incidents where symbol = 'BTC-USDT' and event_timestamp is not null"));
        long rejected = 0;
        for (JsonNode number : lane.get("rejects").get("reasons")) {
            rejected += number.asLong();
        }
        assertThat(rejected)
                .isEqualTo(
                        sample.number("select count(*) from $rejects where symbol = 'BTC-USDT'"));
        assertThat(facts.get("statistics").get("lanes").get(0).get("gaps").asLong())
                .isEqualTo(sample.number("select gaps from $statistics where symbol = 'BTC-USDT'"));
    }

    @Test
    void theFileContainsThemAndReplacesNone() throws IOException {
        Path file = folder.resolve("a report.html");
        CommandLineRun.succeeds("report", SAMPLE.one(), "-o", file)
                .assertOut("The report on 2 lanes is in [" + file + "], ");

        assertThat(Files.readString(file))
                .contains("\"symbol\":\"BTC-USDT\"", "default-src 'none'");
        CommandLineRun.of("report", SAMPLE.one(), "-o", file)
                .assertEndedWith(ExitCode.BAD_INPUT)
                .assertErr("[" + file + "] must not exist, but does");
    }

    @Test
    void aPlaceThatCannotBeIsRefused() {
        Path inside = SAMPLE.one().resolve("report.html");
        CommandLineRun.of("report", SAMPLE.one(), "-o", inside)
                .assertEndedWith(ExitCode.BAD_INPUT)
                .assertErr("must not lie within the output");
        CommandLineRun.of("report", SAMPLE.one(), "-o", folder.resolve("no/report.html"))
                .assertEndedWith(ExitCode.BAD_INPUT)
                .assertErr("[" + folder.resolve("no") + "] must be a folder, but is none");
        CommandLineRun.of("report", SAMPLE.one())
                .assertEndedWith(ExitCode.USAGE)
                .assertErr("-o FILE or --json must be given, but neither is");
        assertThat(inside).doesNotExist();
    }
}
