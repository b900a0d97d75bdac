// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.plugged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.job.output.OutputInUseException;
import io.deltabook.job.output.OutputLock;
import io.deltabook.job.storage.Place;
import io.deltabook.job.storage.lease.Lease;
import io.deltabook.job.storage.lease.LeaseHeldException;
import io.deltabook.job.storage.lease.LeaseLostException;
import io.deltabook.job.storage.lease.LeaseStore.Content;
import io.deltabook.job.storage.remote.StoredPath;
import io.deltabook.job.storage.testing.S3Server;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class S3LeaseITCase {
    private static final int TAKERS = 6;

    @RegisterExtension static final S3Server S3 = new S3Server();

    @BeforeAll
    static void initialize() {
        Plugins.initialize(Configuration.fromMap(S3.settings()));
    }

    private static StoredPath object(String key) {
        return (StoredPath) Place.of(S3.address(key));
    }

    @Test
    void ofSeveralAtOnceOneHasIt() throws Exception {
        StoredPath object = object("raced/.lease");
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(TAKERS);
        List<Lease> taken = new ArrayList<>();
        try {
            List<Future<Lease>> takers = new ArrayList<>();
            for (int taker = 0; taker < TAKERS; taker++) {
                takers.add(
                        threads.submit(
                                () -> {
                                    start.await();
                                    return Lease.take(object);
                                }));
            }
            start.countDown();
            for (Future<Lease> taker : takers) {
                try {
                    taken.add(taker.get());
                } catch (ExecutionException e) {
                    assertThat(e).hasCauseInstanceOf(LeaseHeldException.class);
                }
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(taken).hasSize(1);
        assertThat(Lease.holder(object)).startsWith("this process since ");
        taken.get(0).close();
        assertThat(Lease.holder(object)).isNull();
        Lease.take(object).close();
    }

    @Test
    void isLostToAnotherWhoseLeaseThenStays() throws Exception {
        StoredPath object = object("lost/.lease");
        Lease lease = Lease.take(object);
        lease.nameRun("run-1");
        byte[] other =
                new String(new PluggedLeases().read(object).bytes(), StandardCharsets.UTF_8)
                        .replaceAll("\"lease\" : \"[^\"]*\"", "\"lease\" : \"another\"")
                        .getBytes(StandardCharsets.UTF_8);
        S3.put("lost/.lease", other);

        assertThatThrownBy(() -> lease.nameRun("run-2"))
                .isInstanceOf(LeaseLostException.class)
                .hasMessageContaining("but is that of run run-1, this process since ");
        lease.close();
        assertThat(new PluggedLeases().read(object).bytes()).isEqualTo(other);
    }

    @Test
    void anOutputIsChangedByOneProcessAtATime() throws Exception {
        Path output = Place.of(S3.address("output"));
        try (OutputLock lock = OutputLock.takeNew(output)) {
            lock.onLoss("run-3", () -> {});
            lock.requireHeld();
            assertThatThrownBy(() -> OutputLock.take(output))
                    .isInstanceOf(OutputInUseException.class)
                    .hasMessageContaining(
                            "["
                                    + output
                                    + "] output must be changed by one process at a time, but run run-3, this process since ")
                    .hasMessageContaining("; if that process has ended, wait until 2");
        }
        OutputLock.take(output).close();
        assertThat(Files.exists(output)).isFalse();
    }

    @Test
    void theStoreComparesWithWhatWasFound() throws Exception {
        StoredPath object = object("compared/object");
        PluggedLeases store = new PluggedLeases();
        assertThat(store.isAskedToCompare(object)).isTrue();
        assertThat(store.read(object)).isNull();

        assertThat(store.write(object, bytes("a"), null)).isTrue();
        assertThat(store.write(object, bytes("b"), null)).isFalse();
        Content first = store.read(object);
        assertThat(first.bytes()).isEqualTo(bytes("a"));
        assertThat(store.write(object, bytes("c"), first)).isTrue();
        assertThat(store.write(object, bytes("d"), first)).isFalse();
        store.delete(object, first);
        Content second = store.read(object);
        assertThat(second.bytes()).isEqualTo(bytes("c"));
        store.delete(object, second);
        assertThat(store.read(object)).isNull();
        assertThat(store.write(object, bytes("e"), second)).isFalse();
        assertThat(store.read(object)).isNull();
    }

    /** What is done where a plugin has no conditions. */
    @Test
    void otherPluginsLookAndWrite() throws Exception {
        StoredPath object = object("looked/object");
        PluggedLeases store = new PluggedLeases(false);
        assertThat(store.isAskedToCompare(object)).isFalse();
        assertThat(store.read(object)).isNull();

        assertThat(store.write(object, bytes("a"), null)).isTrue();
        assertThat(store.write(object, bytes("b"), null)).isFalse();
        assertThat(store.write(object, bytes("c"), store.read(object))).isTrue();
        assertThat(store.read(object).bytes()).isEqualTo(bytes("c"));
        store.delete(object, store.read(object));
        assertThat(store.read(object)).isNull();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
