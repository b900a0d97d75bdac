// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.SampleOutput;
import io.deltabook.job.output.DataFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code inspect} of what a run has written. */
final class InspectOutputITCase {
    @RegisterExtension static final SampleOutput SAMPLE = new SampleOutput();

    @TempDir private Path folder;

    @Test
    void anOutputIsRecognizedWithItsDatasets() {
        CommandLineRun run = CommandLineRun.succeeds("inspect", SAMPLE.one());

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith(
                        "[%s] is the output of a run over 2 lanes, which is complete.\n"
                                .formatted(SAMPLE.one()))
                .containsPattern("SYNTH:BTC-USDT +events +2 +[0-9,]+ +[0-9,]+ +2\n")
                .containsPattern("SYNTH:BTC-USDT +incidents +1 ")
                .containsPattern("SYNTH:BTC-USDT +rejects +1 ")
                .containsPattern("SYNTH:ETH-USDT +statistics +1 +1 ")
                .contains("\n  deltabook verify " + SAMPLE.one() + "\n")
                .doesNotContain("deltas");
    }

    @ParameterizedTest
    @ValueSource(strings = {"events", "quotes", "periods", "rejects", "incidents", "statistics"})
    void aFileOfAnOutputIsNotTakenForInput(String dataset) throws IOException {
        Path file = DataFiles.below(SAMPLE.one().resolve(dataset)).get(0);
        Path moved = Files.copy(file, folder.resolve("moved.parquet"));

        CommandLineRun run = CommandLineRun.succeeds("inspect", moved);

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .containsPattern("dataset +" + dataset + " of a run's output\n")
                .containsPattern("schema +version 2\n")
                .containsPattern("lane +SYNTH:BTC-USDT\n")
                .doesNotContain("dialect");
    }

    @Test
    void programsAreToldTheSame() throws IOException {
        JsonNode json =
                new ObjectMapper()
                        .readTree(CommandLineRun.succeeds("inspect --json", SAMPLE.one()).out());

        assertThat(json.at("/output/complete").asBoolean()).isTrue();
        assertThat(json.at("/output/datasets")).hasSize(12);
        assertThat(json.at("/output/datasets/0/dataset").asText()).isEqualTo("events");
        assertThat(json.get("lanes")).isEmpty();
        assertThat(json.get("problems")).isEmpty();
    }
}
