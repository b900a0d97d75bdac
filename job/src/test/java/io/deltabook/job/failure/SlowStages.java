// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.failure;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.batch.EventBatch;
import io.deltabook.job.operator.OrderBookFunction;
import io.deltabook.job.parquet.event.write.BatchWriter;
import io.deltabook.job.serialization.BookOutput;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets one stage of a running job do this many steps and no more, until it is told to continue:
 * however slow it is meant to be, it is slower than the others.
 *
 * @param stage the slow stage, null for none
 * @param id of the gate that all its subtasks wait at
 */
public record SlowStages(Stage stage, String id) implements Serializable {
    public static final SlowStages NONE = new SlowStages(null, "");

    private static final Map<String, Gate> GATES = new ConcurrentHashMap<>();

    /** Where a run is slow. */
    enum Stage {
        /** In the book operator, before each batch. */
        BOOK,
        /** In the sink, before each batch of events. */
        SINK,
        /** In the file system, at each write. */
        DISK
    }

    /** Counts steps. */
    private static final class Gate {
        private long allowed;
        private long waiting;

        synchronized void pass() throws InterruptedIOException {
            waiting++;
            try {
                while (allowed == 0) {
                    wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted in a slow stage");
            } finally {
                waiting--;
            }
            allowed--;
        }

        synchronized void allow(long steps) {
            allowed += steps;
            notifyAll();
        }

        synchronized boolean isStuck() {
            return allowed == 0 && waiting > 0;
        }
    }

    static SlowStages at(Stage stage) {
        SlowStages slow = new SlowStages(stage, UUID.randomUUID().toString());
        GATES.put(slow.id, new Gate());
        return slow;
    }

    /** Lets the stage do some steps. */
    void allow(long steps) {
        gate().allow(steps);
    }

    /** Lets the stage do all the rest. */
    void allowAll() {
        allow(Long.MAX_VALUE / 2);
    }

    /** Whether the stage has done all that it was allowed to and would continue. */
    boolean isStuck() {
        return gate().isStuck();
    }

    private Gate gate() {
        return GATES.get(id);
    }

    public BatchWriter.Factory<EventBatch> writers(BatchWriter.Factory<EventBatch> writers) {
        if (stage == Stage.DISK) {
            return (out, settings) -> writers.open(new SlowDisk(out, gate()), settings);
        }
        return stage == Stage.SINK
                ? (out, settings) ->
                        SlowWriter.before(writers.open(out, settings), () -> gate().pass())
                : writers;
    }

    public KeyedProcessFunction<String, DeltaBatch, BookOutput> books(OrderBookFunction books) {
        return stage == Stage.BOOK ? new SlowBook(this, books) : books;
    }

    private static final class SlowDisk extends FilterOutputStream {
        private final Gate gate;

        SlowDisk(OutputStream out, Gate gate) {
            super(out);
            this.gate = gate;
        }

        @Override
        public void write(byte[] bytes, int start, int length) throws IOException {
            gate.pass();
            out.write(bytes, start, length);
        }
    }

    private static final class SlowBook extends KeyedProcessFunction<String, DeltaBatch, BookOutput>
            implements CheckpointedFunction {
        private static final long serialVersionUID = 1;

        private final SlowStages stages;
        private final OrderBookFunction books;

        SlowBook(SlowStages stages, OrderBookFunction books) {
            this.stages = stages;
            this.books = books;
        }

        @Override
        public void setRuntimeContext(RuntimeContext context) {
            super.setRuntimeContext(context);
            books.setRuntimeContext(context);
        }

        @Override
        public void initializeState(FunctionInitializationContext context) throws Exception {
            books.initializeState(context);
        }

        @Override
        public void open(OpenContext context) {
            books.open(context);
        }

        @Override
        public void processElement(DeltaBatch batch, Context context, Collector<BookOutput> out)
                throws Exception {
            stages.gate().pass();
            books.processElement(batch, context, out);
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) throws Exception {
            books.snapshotState(context);
        }
    }
}
