// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OutcomeTest {
    @TempDir Path output;

    @Test
    void theOutcomeIsReadBackAndKeptWhenTheSummaryIsRebuilt() throws IOException {
        Outcome outcome = new Outcome(true, 4, List.of("one", "the \"other\""));
        Summary.of(output, Manifest.scan(output), null).with(outcome).write(output);
        assertThat(Outcome.read(output)).isEqualTo(outcome);

        Summary.of(output, Manifest.scan(output), null).rewrite(output);
        assertThat(Outcome.read(output)).isEqualTo(outcome);

        Summary.writeFor(output, null);
        assertThat(Outcome.read(output)).as("of a run that is not at its end").isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"totals\": {}, \"outcome\": 4}",
                "{\"totals\": {\"outcome\": {\"complete\": true, \"exit_code\": 0}}}",
                "{\"outcome\": {\"complete\": \"yes\", \"exit_code\": 0}}",
                "{\"outcome\": {\"complete\": true}}",
                "{\"totals\": {}, \"outcome\": {\"complete\": true, \"exit_"
            })
    void whatIsDamagedOrOfAnOlderVersionHasNoOutcome(String summary) throws IOException {
        Files.writeString(output.resolve(Summary.FILE), summary);

        assertThat(Outcome.read(output)).isNull();
    }

    @Test
    void anOutputWithoutSummaryHasNoOutcome() throws IOException {
        assertThat(Outcome.read(output)).isNull();
    }
}
