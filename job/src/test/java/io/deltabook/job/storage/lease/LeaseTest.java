// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.job.storage.remote.StoredFileSystem;
import io.deltabook.job.storage.remote.StoredPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LeaseTest {
    private static final StoredPath OBJECT = StoredFileSystem.path("s3", "bucket", "out/lease");
    private static final LeaseTimes TIMES = LeaseTimes.USUAL;

    /** What stores do with a condition. */
    enum Kind {
        /** Refuses to write unless the object is as it was found. */
        COMPARES,
        /** Takes the condition and does not look at it. */
        IGNORES,
        /** Is not given one: the plugin looks whether there is an object, then writes. */
        LOOKS
    }

    /** One object. */
    private static final class MemoryStore implements LeaseStore {
        private final Kind kind;
        private byte[] bytes;
        private boolean isDown;
        private boolean losesAnswers;

        MemoryStore(Kind kind) {
            this.kind = kind;
        }

        @Override
        public Content read(StoredPath object) throws IOException {
            requireUp();
            return bytes == null
                    ? null
                    : new Content(bytes, Integer.toString(Arrays.hashCode(bytes)));
        }

        @Override
        public boolean write(StoredPath object, byte[] now, Content found) throws IOException {
            requireUp();
            if (kind == Kind.COMPARES
                    && !Arrays.equals(bytes, found == null ? null : found.bytes())) {
                return false;
            }
            if (kind == Kind.LOOKS && found == null && bytes != null) {
                return false;
            }
            bytes = now;
            if (losesAnswers) {
                losesAnswers = false;
                throw new IOException("no answer");
            }
            return true;
        }

        @Override
        public void delete(StoredPath object, Content found) throws IOException {
            requireUp();
            bytes = null;
        }

        @Override
        public boolean isAskedToCompare(StoredPath object) {
            return kind != Kind.LOOKS;
        }

        private void requireUp() throws IOException {
            if (isDown) {
                throw new IOException("the store is down");
            }
        }
    }

    /** Time that passes when it is told to, and what happens while somebody waits. */
    private static final class TestClock implements LeaseClock {
        private long millis = 1_700_000_000_000L;
        private final List<Runnable> meanwhile = new ArrayList<>();

        void pass(long seconds) {
            millis += TimeUnit.SECONDS.toMillis(seconds);
        }

        @Override
        public long wallMillis() {
            return millis;
        }

        @Override
        public long nanos() {
            return TimeUnit.MILLISECONDS.toNanos(millis);
        }

        @Override
        public void pause(long forMillis) {
            millis += forMillis;
            List<Runnable> now = List.copyOf(meanwhile);
            meanwhile.clear();
            now.forEach(Runnable::run);
        }
    }

    private final TestClock clock = new TestClock();

    private Lease take(LeaseStore store) throws IOException {
        return new LeaseTaking(store, OBJECT, TIMES, clock).take();
    }

    /**
     * As a process of another machine would write it, of which nobody here knows whether it ended.
     */
    private byte[] foreign(long endsInSeconds) throws IOException {
        return foreign(endsInSeconds, new HolderProcess("elsewhere", 4711, "another kernel", 1));
    }

    private byte[] foreign(long endsInSeconds, HolderProcess process) throws IOException {
        long ends = clock.wallMillis() + TimeUnit.SECONDS.toMillis(endsInSeconds);
        return new LeaseRecord("another", "run-7", process, clock.wallMillis(), ends).bytes();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void oneHasIt(Kind kind) throws IOException {
        MemoryStore store = new MemoryStore(kind);

        try (Lease lease = take(store)) {
            lease.requireHeld();
            assertThatThrownBy(() -> take(store))
                    .isInstanceOf(LeaseHeldException.class)
                    .hasMessageContaining("held by this process since 20");
        }

        assertThat(store.bytes).isNull();
        take(store).close();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void ofTwoThatFoundItFreeTheLastWriterHasIt(Kind kind) throws IOException {
        MemoryStore store = new MemoryStore(kind);
        byte[] other = foreign(60);
        clock.meanwhile.add(() -> store.bytes = other);

        if (kind == Kind.COMPARES) {
            take(store).requireHeld();
            assertThat(clock.meanwhile).as("it waits for nobody").isNotEmpty();
        } else {
            assertThatThrownBy(() -> take(store))
                    .isInstanceOf(LeaseHeldException.class)
                    .hasMessageContaining("held by run run-7, process 4711 on elsewhere since ");
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void isTakenOverOnceItsTermHasEndedByAnyClock(Kind kind) throws IOException {
        MemoryStore store = new MemoryStore(kind);
        store.bytes = foreign(60);

        clock.pass(60 + TIMES.skew().toSeconds() - 1);
        assertThatThrownBy(() -> take(store)).isInstanceOf(LeaseHeldException.class);
        clock.pass(1);
        take(store).requireHeld();
    }

    @Test
    void isTakenOverAtOnceFromAProcessKnownToHaveEnded() throws Exception {
        HolderProcess own = HolderProcess.current();
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        MemoryStore store = new MemoryStore(Kind.COMPARES);
        store.bytes = foreign(60, new HolderProcess("here", ended.pid(), own.kernel(), 17));

        take(store).requireHeld();

        // A process that has its number by now does not make it live.
        store.bytes = foreign(60, new HolderProcess("here", own.pid(), own.kernel(), 17));
        take(store).requireHeld();
        store.bytes = foreign(60, own);
        assertThatThrownBy(() -> take(store)).isInstanceOf(LeaseHeldException.class);
    }

    @Test
    void isKeptByRenewingIt() throws IOException {
        MemoryStore store = new MemoryStore(Kind.COMPARES);
        Lease lease = take(store);
        lease.nameRun("run-8");

        for (int turn = 0; turn < 20; turn++) {
            clock.pass(TIMES.renewal().toSeconds());
            lease.renew();
        }

        lease.requireHeld();
        assertThatThrownBy(() -> take(store))
                .isInstanceOf(LeaseHeldException.class)
                .hasMessageContaining("held by run run-8, this process since ");
    }

    @Test
    void isLostToAnother() throws IOException {
        MemoryStore store = new MemoryStore(Kind.COMPARES);
        Lease lease = take(store);
        List<String> losses = new ArrayList<>();
        lease.onLoss(lost -> losses.add(lost.getMessage()));
        store.bytes = foreign(60);
        byte[] others = store.bytes;

        lease.renew();
        lease.renew();

        assertThat(losses)
                .containsExactly(
                        "[s3://bucket/out/lease] lease must stay this process's, but is that of run run-7, process 4711 on elsewhere since 2023-11-14T22:13:20Z,: nothing more is written; let one process at a time write here");
        assertThatThrownBy(lease::requireHeld).isInstanceOf(LeaseLostException.class);
        lease.close();
        assertThat(store.bytes).isSameAs(others);
    }

    @Test
    void isLostWhenItCannotBeRenewedBeforeItsTermEnds() throws IOException {
        MemoryStore store = new MemoryStore(Kind.COMPARES);
        Lease lease = take(store);
        List<String> losses = new ArrayList<>();
        lease.onLoss(lost -> losses.add(lost.getMessage()));
        store.isDown = true;

        clock.pass(TIMES.term().minus(TIMES.reserve()).toSeconds() - 1);
        lease.renew();
        lease.requireHeld();
        assertThat(losses).isEmpty();

        clock.pass(1);
        assertThatThrownBy(lease::requireHeld)
                .isInstanceOf(LeaseLostException.class)
                .hasMessageContaining("lease must be renewed within 45 s, but was not");
        assertThat(losses).hasSize(1);

        // Nothing is written any more, even if nobody else has it.
        store.isDown = false;
        byte[] before = store.bytes;
        lease.renew();
        assertThat(store.bytes).isSameAs(before);
    }

    @Test
    void aLossIsToldToWhoAsksLater() throws IOException {
        MemoryStore store = new MemoryStore(Kind.COMPARES);
        Lease lease = take(store);
        store.bytes = null;
        lease.renew();
        List<String> losses = new ArrayList<>();

        lease.onLoss(lost -> losses.add(lost.getMessage()));

        assertThat(losses).singleElement().asString().contains("but is gone: nothing more");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void isTakenThoughTheAnswerIsLost(Kind kind) throws IOException {
        MemoryStore store = new MemoryStore(kind);
        store.losesAnswers = true;

        take(store).requireHeld();
    }

    @Test
    void aFileThatIsNoLeaseIsLeftAlone() {
        MemoryStore store = new MemoryStore(Kind.COMPARES);
        store.bytes = "mine".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> take(store))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "[s3://bucket/out/lease] must be a lease of deltabook, but is something else: delete it if no run writes here");
        assertThat(store.bytes).asString(StandardCharsets.UTF_8).isEqualTo("mine");
    }

    @Test
    void aLeaseThatIsBeingWrittenIsWaitedFor() throws IOException {
        MemoryStore store = new MemoryStore(Kind.LOOKS);
        byte[] whole = foreign(60);
        store.bytes = new byte[0];
        clock.meanwhile.add(() -> store.bytes = whole);

        assertThatThrownBy(() -> take(store)).isInstanceOf(LeaseHeldException.class);
    }
}
