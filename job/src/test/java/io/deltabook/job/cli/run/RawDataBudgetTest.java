// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.engine.BookSettings;
import io.deltabook.job.cli.run.RawDataBudget.Width;
import io.deltabook.job.sink.SinkSettings;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class RawDataBudgetTest {
    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;
    private static final long LIMIT = 7 * GIB / 4;
    private static final long PAGES = 18 * MIB;
    private static final SinkSettings SINK = SinkSettings.defaults("out");

    @Test
    void theDefaultsOfASmallMachineStayFarBelowTheLimit() {
        RawDataBudget budget = budget(2, deltas(100));
        assertThat(budget.fault(GIB / 2)).isNull();
    }

    @Test
    void everyPartIsCounted() {
        RawDataBudget budget = budget(2, new RawDataLoad(3, 3, PAGES, 1, PAGES));
        long batch = 10_000 * 65;
        long events = 16_384 * 41 + 210_000 * 16 + 8_192 * 65;
        assertThat(budget.readingBytes())
                .as("2 readers of 2 tables")
                .isEqualTo(2 * (PAGES + 7 * batch + PAGES + 5 * batch));
        assertThat(budget.networkBytes())
                .isEqualTo(
                        2 * (2 * 12 + 5) * 32 * 1024
                                + 4 * batch
                                + 2 * (2 * 10 + 5) * 32 * 1024
                                + 2 * events);
        assertThat(budget.bookBytes())
                .isEqualTo(
                        2 * (batch + 2 * events + 2_000_000L * 17)
                                + 3 * (110_000 * 17 + 1_001 * 128));
        assertThat(budget.writingBytes()).isEqualTo(2 * (4 * 16 * MIB + 4 * MIB + events));
    }

    @Test
    void subtasksWithoutALaneHoldNothing() {
        RawDataLoad two = deltas(2);
        assertThat(budget(64, two).writingBytes()).isEqualTo(budget(2, two).writingBytes());
        assertThat(budget(64, two).readingBytes()).isEqualTo(budget(2, two).readingBytes());
    }

    @Test
    void theFaultNamesEachSettingThatWouldDoWithTheValueThatJustDoes() {
        RawDataLoad load = deltas(64);
        RawDataBudget budget = budget(16, load);

        String fault = budget.fault(LIMIT);

        assertThat(fault)
                .startsWith("memory.raw-data-limit must be at least ")
                .contains("but was 1792mb: lower parallelism from 16 to ")
                .contains("or lower sink.row-group-size from 16mb to ")
                .contains("or raise memory.raw-data-limit to ");
        int narrower = (int) number(fault, "from 16 to (\\d+)");
        assertThat(budget(narrower, load).fault(LIMIT)).isNull();
        assertThat(budget(narrower + 1, load).fault(LIMIT)).isNotNull();
        long smaller = number(fault, "from 16mb to (\\d+)mb") * MIB;
        assertThat(withRowGroup(budget, smaller).fault(LIMIT)).isNull();
        assertThat(withRowGroup(budget, smaller + MIB).fault(LIMIT)).isNotNull();
        long higher = number(fault, "raise memory.raw-data-limit to (\\d+)mb") * MIB;
        assertThat(budget.fault(higher)).isNull();
        assertThat(budget.fault(higher - MIB)).isNotNull();
    }

    @Test
    void theWidestParallelismThatFitsIsFoundForEveryNumberOfCoresAndLanes() {
        int lowered = 0;
        for (int cores = 1; cores <= 64; cores++) {
            for (int lanes = 1; lanes <= 64; lanes++) {
                for (int otherTables = 0; otherTables <= 2; otherTables += 2) {
                    RawDataLoad load = new RawDataLoad(lanes, lanes, PAGES, otherTables, 5 * PAGES);
                    RawDataBudget budget = budget(cores, load);
                    String where =
                            "cores=%d lanes=%d other=%d".formatted(cores, lanes, otherTables);

                    int widest = budget.parallelism(GIB);

                    assertThat(widest).as(where).isBetween(1, cores);
                    assertThat(budget.with(widest).fault(GIB)).as(where).isNull();
                    if (widest < cores) {
                        lowered++;
                        assertThat(budget.with(widest + 1).fault(GIB)).as(where).isNotNull();
                    }
                }
            }
        }
        assertThat(lowered).as("tries in which there was something to lower").isGreaterThan(1_000);
    }

    @Test
    void noParallelismFitsALimitThatOneSubtaskExceeds() {
        assertThat(budget(4, deltas(4)).parallelism(20 * MIB)).isZero();
    }

    @Test
    void aSettingThatCannotHelpIsNotNamed() {
        assertThat(budget(1, deltas(1)).fault(20 * MIB))
                .doesNotContain("parallelism")
                .doesNotContain("row-group-size")
                .contains("raise memory.raw-data-limit to ");
    }

    private static RawDataLoad deltas(int lanes) {
        return new RawDataLoad(lanes, lanes, PAGES, 0, 0);
    }

    private static RawDataBudget budget(int parallelism, RawDataLoad load) {
        return new RawDataBudget(
                load, new Width(parallelism, 2, 32 * 1024), BookSettings.defaults(), SINK);
    }

    private static RawDataBudget withRowGroup(RawDataBudget budget, long bytes) {
        return new RawDataBudget(
                budget.load(), budget.width(), budget.book(), budget.sink().withRowGroup(bytes));
    }

    private static long number(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return Long.parseLong(matcher.group(1));
    }
}
