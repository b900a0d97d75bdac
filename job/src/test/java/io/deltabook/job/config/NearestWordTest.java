// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NearestWordTest {
    private static final List<String> COMMANDS = List.of("run", "status", "stop", "inspect");

    @Test
    void aMistypedWordIsRecognizedInAnyCase() {
        assertThat(NearestWord.of("rnu", COMMANDS)).isEqualTo("run");
        assertThat(NearestWord.of("Statsu", COMMANDS)).isEqualTo("status");
        assertThat(NearestWord.of("inspct", COMMANDS)).isEqualTo("inspect");
    }

    @Test
    void anotherWordIsNotTakenForOne() {
        assertThat(NearestWord.of("nosuch", COMMANDS)).isNull();
        assertThat(NearestWord.of("x", List.of())).isNull();
    }
}
