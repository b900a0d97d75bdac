// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.deltabook.contract.Lane;
import io.deltabook.contract.SequenceMode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plans of real captures. */
final class GoldenPlanTest {
    @ParameterizedTest
    @CsvSource({
        "cases/spot_btcusdt_20240808/native, UNKNOWN:BTC-USDT, RANGE, 126090",
        "cases/spot_btcusdt_20240808/native_decimal, UNKNOWN:BTC-USDT, RANGE, 126090",
        "cases/spot_btcusdt_20240809_nosnapshot/native, UNKNOWN:BTC-USDT, RANGE, 174021",
        "cases/usdm_ethusdt_20240808/native, UNKNOWN:ETH-USDT-PERP, CHAIN, 430662",
        "faults/bad_rows/native, UNKNOWN:BTC-USDT, RANGE, 126150",
    })
    void findsTheLaneAndItsRule(String input, String lane, SequenceMode mode, long rows) {
        LanePlan plan = PlanFixture.of(golden(input)).plan();
        assertThat(plan.lanes()).extracting(one -> one.id().toString()).containsExactly(lane);
        assertThat(plan.lanes()).extracting(Lane::mode).containsExactly(mode);
        assertThat(plan.rows()).isEqualTo(rows);
    }

    @Test
    void findsTheTenSymbolsOfKraken() {
        LanePlan plan = PlanFixture.of(golden("crc/kraken/native")).plan();
        assertThat(plan.lanes()).hasSize(10);
        assertThat(plan.groups()).hasSize(10);
    }

    private static Path golden(String input) {
        Path golden = Path.of(System.getProperty("deltabook.golden", "../../shared/golden"));
        assumeTrue(Files.isDirectory(golden), "no golden data in " + golden);
        return golden.resolve(input);
    }
}
