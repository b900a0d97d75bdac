// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.deltabook.contract.Lane;
import io.deltabook.contract.SequenceMode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The mode that {@code auto} takes for shapes that recorders and venues really write. */
final class FieldModesTest {
    @ParameterizedTest
    @CsvSource({
        "u_first_zero, CONTIGUOUS, 2",
        "pu_zero, RANGE, 1",
        "bybit_auto_gap, CONTIGUOUS, 0",
        "bybit_auto_resub, CONTIGUOUS, 0",
        "bybit_u1_live, CONTIGUOUS, 0",
        "bybit_u1_cold, CONTIGUOUS, 0",
        "okx_reset, CHAIN, 0",
    })
    void aFieldCaseHasItsMode(String name, SequenceMode mode, int warnings) {
        Path golden = Path.of(System.getProperty("deltabook.golden", "../../shared/golden"));
        Path input = golden.resolve("field").resolve(name);
        assumeTrue(Files.isDirectory(input), "no field case in " + input);
        LanePlan plan = PlanFixture.of(input).plan();
        assertThat(plan.lanes()).extracting(Lane::mode).containsExactly(mode);
        assertThat(plan.warnings().values().stream().mapToInt(each -> each.size()).sum())
                .as("%s", plan.warnings())
                .isEqualTo(warnings);
    }
}
