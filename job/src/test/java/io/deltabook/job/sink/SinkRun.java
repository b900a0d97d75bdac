// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.batch.EventBatch;
import io.deltabook.job.parquet.event.EventFileFacts;
import io.deltabook.job.parquet.event.write.BatchWriter;
import io.deltabook.job.serialization.ValueTypeInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Runs the event sink in a job on the cluster of the test. */
final class SinkRun {
    static final int PARALLELISM = 2;
    static final long NO_CHECKPOINT = 0;

    private SinkRun() {}

    static void run(
            BatchPlan plan,
            SinkSettings settings,
            long checkpointMillis,
            MapFunction<Long, Long> gate,
            MapFunction<Long, EventBatch> batches,
            BatchWriter.Factory<EventBatch> writers)
            throws Exception {
        Configuration configuration = new Configuration();
        configuration.setString("restart-strategy.type", "fixed-delay");
        configuration.setString("restart-strategy.fixed-delay.attempts", "2");
        configuration.setString("restart-strategy.fixed-delay.delay", "1 ms");
        configuration.setString("pipeline.generic-types", "false");
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(PARALLELISM);
        environment.setBufferTimeout(0);
        if (checkpointMillis != NO_CHECKPOINT) {
            environment.enableCheckpointing(checkpointMillis);
        }
        environment
                .fromSequence(0, plan.batches() - 1)
                .setParallelism(1)
                .map(gate)
                .returns(Types.LONG)
                .setParallelism(1)
                .keyBy(plan::laneOf)
                .map(batches)
                .returns(ValueTypeInfo.EVENT_BATCH)
                .sinkTo(EventSinks.events(settings, writers));
        environment.execute();
    }

    static void assertFilesOfAnHourDoNotOverlap(Path output) throws IOException {
        Map<Path, List<Path>> filesOfHour =
                OutputFiles.all(output).stream().collect(Collectors.groupingBy(Path::getParent));
        for (List<Path> files : filesOfHour.values()) {
            List<EventFileFacts> facts = new ArrayList<>();
            for (Path file : files) {
                facts.add(EventFileFacts.read(file));
            }
            facts.sort(Comparator.comparingLong(EventFileFacts::firstSeq));
            assertThat(IntStream.range(1, facts.size()))
                    .allMatch(i -> facts.get(i).firstSeq() > facts.get(i - 1).lastSeq());
        }
    }

    /** Fails once, in the middle and after a checkpoint has committed files. */
    static final class FailsOnce implements MapFunction<Long, EventBatch>, CheckpointListener {
        static final AtomicBoolean failed = new AtomicBoolean();

        private final BatchPlan plan;
        private int checkpoints;

        FailsOnce(BatchPlan plan) {
            this.plan = plan;
        }

        @Override
        public EventBatch map(Long number) {
            if (checkpoints >= 2 && failed.compareAndSet(false, true)) {
                throw new IllegalStateException("planted");
            }
            return plan.batch(number);
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            checkpoints++;
        }
    }

    /**
     * Lets the numbers pass slowly until {@link FailsOnce} has failed, however slow checkpoints
     * are.
     */
    record SlowUntilFailed() implements MapFunction<Long, Long> {
        @Override
        public Long map(Long number) throws InterruptedException {
            Thread.sleep(FailsOnce.failed.get() ? 2 : 50);
            return number;
        }
    }

    /** Lets the numbers pass one in this many milliseconds. */
    record Pause(long millis) implements MapFunction<Long, Long> {
        @Override
        public Long map(Long number) throws InterruptedException {
            if (millis > 0) {
                Thread.sleep(millis);
            }
            return number;
        }
    }
}
