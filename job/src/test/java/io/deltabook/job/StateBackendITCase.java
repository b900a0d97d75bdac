// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job;

import static io.deltabook.job.OrderBookJob.BOOK_UID;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.failure.Sabotage;
import io.deltabook.job.failure.Sabotage.Moment;
import io.deltabook.job.operator.OrderBookFunction;
import io.deltabook.job.testing.JobCluster;
import io.deltabook.job.testing.SampleMarket;
import io.deltabook.job.testing.TestRun;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.IncrementalKeyedStateHandle.HandleAndLocalPath;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.KeyedBackendSerializationProxy;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Where the books live while the job runs, seen in the checkpoint that a failed run leaves. */
final class StateBackendITCase {
    @RegisterExtension static final JobCluster CLUSTER = new JobCluster();

    private static final String METADATA = "_metadata";

    @TempDir private static Path folder;

    @Test
    void theLanesLiveInRocksDb() throws Exception {
        Path input = folder.resolve("input");
        SampleMarket.generate(input, 60_000, 2, 3, 2_000);
        Path output = folder.resolve("output");
        TestRun run =
                TestRun.of(output, input)
                        .set("checkpoint.interval", "50ms")
                        .parallelism(2)
                        .sabotage(Sabotage.of(output, 4, Moment.BETWEEN_BATCHES), 0);
        run.failOn(CLUSTER);

        OperatorState book = book(newestCheckpoint(run.checkpoints()));

        List<KeyedStateHandle> handles = new ArrayList<>();
        for (OperatorSubtaskState subtask : book.getStates()) {
            handles.addAll(subtask.getManagedKeyedState());
            assertThat(subtask.getManagedOperatorState())
                    .as("beside the lanes, only the count of rows done")
                    .allSatisfy(
                            handle ->
                                    assertThat(handle.getStateNameToPartitionOffsets())
                                            .containsOnlyKeys(OrderBookFunction.ROWS_NAME));
        }
        assertThat(handles)
                .hasSize(2)
                .allSatisfy(
                        handle ->
                                assertThat(handle)
                                        .isInstanceOfSatisfying(
                                                IncrementalRemoteKeyedStateHandle.class,
                                                StateBackendITCase::assertIsRocksDb));
    }

    /** Files and registered states of an incremental snapshot. */
    private static void assertIsRocksDb(IncrementalRemoteKeyedStateHandle handle) {
        assertThat(handle.getSharedState())
                .extracting(HandleAndLocalPath::getLocalPath)
                .isNotEmpty()
                .allMatch(name -> name.endsWith(".sst"));
        assertThat(handle.getPrivateState())
                .extracting(HandleAndLocalPath::getLocalPath)
                .contains("CURRENT")
                .anyMatch(name -> name.startsWith("MANIFEST-"))
                .anyMatch(name -> name.startsWith("OPTIONS-"));
        try (FSDataInputStream in = handle.getMetaDataStateHandle().openInputStream()) {
            KeyedBackendSerializationProxy<Object> registered =
                    new KeyedBackendSerializationProxy<>(StateBackendITCase.class.getClassLoader());
            registered.read(new DataInputViewStreamWrapper(in));
            assertThat(registered.getStateMetaInfoSnapshots())
                    .extracting(StateMetaInfoSnapshot::getName)
                    .containsExactlyInAnyOrder(
                            OrderBookFunction.STATE_NAME, OrderBookFunction.RING_NAME);
        } catch (IOException e) {
            throw new AssertionError("the snapshot must be readable", e);
        }
    }

    private static OperatorState book(Path checkpoint) throws IOException {
        try (DataInputStream in =
                new DataInputStream(Files.newInputStream(checkpoint.resolve(METADATA)))) {
            CheckpointMetadata metadata =
                    Checkpoints.loadCheckpointMetadata(
                            in,
                            StateBackendITCase.class.getClassLoader(),
                            checkpoint.toUri().toString());
            return metadata.getOperatorStates().stream()
                    .filter(state -> state.getOperatorUid().filter(BOOK_UID::equals).isPresent())
                    .findAny()
                    .orElseThrow();
        }
    }

    private static Path newestCheckpoint(Path checkpoints) throws IOException {
        try (Stream<Path> tree = Files.walk(checkpoints)) {
            return tree.filter(path -> path.endsWith(METADATA))
                    .map(Path::getParent)
                    .max(Comparator.comparingLong(StateBackendITCase::number))
                    .orElseThrow();
        }
    }

    private static long number(Path checkpoint) {
        return Long.parseLong(checkpoint.getFileName().toString().replace("chk-", ""));
    }
}
