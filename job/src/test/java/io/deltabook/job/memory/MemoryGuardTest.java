// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MemoryGuardTest {
    private static final long LIMIT = 1_000;

    private final FakeMemory memory = FakeMemory.using(0);
    private final AtomicLong clock = new AtomicLong();
    private final MemoryGuard guard = new MemoryGuard(settings(), clock::get);

    private MemorySettings settings() {
        return new MemorySettings(LIMIT, Duration.ofDays(1), memory);
    }

    @ParameterizedTest
    @CsvSource({
        "849, FREE, FREE",
        "850, FREE, SLOWED",
        "949, FREE, SLOWED",
        "950, FREE, PAUSED",
        "2000, FREE, PAUSED",
        "849, SLOWED, FREE",
        "950, SLOWED, PAUSED",
        "949, PAUSED, PAUSED",
        "850, PAUSED, PAUSED",
        "849, PAUSED, FREE"
    })
    void slowsAt85PercentAndPausesFrom95UntilBelow85(
            long used, MemoryState before, MemoryState after) {
        assertThat(before.next(used, LIMIT)).isEqualTo(after);
    }

    @Test
    void readersAreAdmittedUnlessPaused() throws InterruptedException {
        measure(0);
        assertThat(guard.admits()).isTrue();
        measure(900);
        assertThat(guard.state()).isEqualTo(MemoryState.SLOWED);
        assertThat(guard.admits()).isTrue();
        measure(960);
        assertThat(guard.admits()).isFalse();
        measure(900);
        assertThat(guard.admits()).isFalse();
        measure(800);
        assertThat(guard.admits()).isTrue();
    }

    @Test
    void aThrottledReaderCanBeInterrupted() {
        measure(960);
        Thread.currentThread().interrupt();
        assertThatThrownBy(guard::admits).isInstanceOf(InterruptedException.class);
    }

    @Test
    void garbageDoesNotSlowReaders() {
        memory.use(990, 500);
        guard.sample();
        assertThat(guard.state()).isEqualTo(MemoryState.FREE);
        assertThat(guard.usedBytes()).isEqualTo(490);
    }

    /** While nobody reads nothing is allocated, so that nothing else would collect it. */
    @Test
    void garbageDoesNotKeepASourcePaused() {
        measure(960);
        memory.use(960, 300);
        guard.sample();
        assertThat(guard.state()).isEqualTo(MemoryState.FREE);
    }

    @Test
    void pausesAreMeasured() {
        measure(960);
        clock.addAndGet(Duration.ofSeconds(30).toNanos());
        measure(990);
        assertThat(guard.currentPause()).isEqualTo(Duration.ofSeconds(30));
        clock.addAndGet(Duration.ofSeconds(10).toNanos());
        measure(100);
        assertThat(guard.currentPause()).isEqualTo(Duration.ZERO);
        clock.addAndGet(Duration.ofSeconds(5).toNanos());
        measure(1_000);
        clock.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(guard.currentPause()).isEqualTo(Duration.ofSeconds(2));
        assertThat(guard.paused()).isEqualTo(Duration.ofSeconds(42));
    }

    @Test
    void readersWithTheSameSettingsShareAGuardThatHasMeasured() {
        memory.use(860);
        MemoryGuard one = MemoryGuard.acquire(settings());
        MemoryGuard other = MemoryGuard.acquire(settings());
        try {
            assertThat(one).isSameAs(other);
            assertThat(one.state()).isEqualTo(MemoryState.SLOWED);
            other.release();
            assertThat(MemoryGuard.acquire(settings())).isSameAs(one);
        } finally {
            one.release();
            one.release();
        }
        MemoryGuard later = MemoryGuard.acquire(settings());
        later.release();
        assertThat(later).isNotSameAs(one);
    }

    @Test
    void withoutALimitThatOfTheMachineHolds() {
        MemoryGuard ofMachine =
                new MemoryGuard(new MemorySettings(0, Duration.ofDays(1), memory), clock::get);
        assertThat(ofMachine.limitBytes()).isEqualTo(MemorySettings.defaultLimit());
        assertThat(MemorySettings.defaultLimit()).isBetween(1L, 24L << 30);
    }

    private void measure(long used) {
        memory.use(used);
        guard.sample();
    }
}
