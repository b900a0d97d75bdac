// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.failure;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.job.source.ForwardingReader;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A source whose readers stop and fail where a {@link Sabotage} wants them to.
 *
 * @param <S> its splits
 * @param <E> the state of its enumerator
 */
public final class SabotagedSource<S extends SourceSplit, E> implements Source<DeltaBatch, S, E> {
    private static final long serialVersionUID = 1;

    private final Source<DeltaBatch, S, E> source;
    private final Sabotage sabotage;

    public SabotagedSource(Source<DeltaBatch, S, E> source, Sabotage sabotage) {
        this.source = source;
        this.sabotage = sabotage;
    }

    @Override
    public Boundedness getBoundedness() {
        return source.getBoundedness();
    }

    @Override
    public SplitEnumerator<S, E> createEnumerator(SplitEnumeratorContext<S> context)
            throws Exception {
        return source.createEnumerator(context);
    }

    @Override
    public SplitEnumerator<S, E> restoreEnumerator(SplitEnumeratorContext<S> context, E state)
            throws Exception {
        return source.restoreEnumerator(context, state);
    }

    @Override
    public SimpleVersionedSerializer<S> getSplitSerializer() {
        return source.getSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<E> getEnumeratorCheckpointSerializer() {
        return source.getEnumeratorCheckpointSerializer();
    }

    @Override
    public SourceReader<DeltaBatch, S> createReader(SourceReaderContext context) throws Exception {
        return new Reader<>(
                source.createReader(context), sabotage.attempt(), sabotage.batchesBeforeStop());
    }

    private static final class Reader<S extends SourceSplit> extends ForwardingReader<S> {
        private final Sabotage.Attempt attempt;
        private int batchesBeforeStop;
        private ReaderTap tap;

        Reader(
                SourceReader<DeltaBatch, S> reader,
                Sabotage.Attempt attempt,
                int batchesBeforeStop) {
            super(reader);
            this.attempt = attempt;
            this.batchesBeforeStop = batchesBeforeStop;
        }

        @Override
        public InputStatus pollNext(ReaderOutput<DeltaBatch> output) throws Exception {
            attempt.beforeBatch();
            attempt.holdBack(this);
            if (isStopped()) {
                return InputStatus.NOTHING_AVAILABLE;
            }
            InputStatus status = super.pollNext(tap(output));
            if (status == InputStatus.END_OF_INPUT) {
                attempt.afterInput();
            }
            return status == InputStatus.MORE_AVAILABLE && isStopped()
                    ? InputStatus.NOTHING_AVAILABLE
                    : status;
        }

        /** One tap for an output, because Flink's reader remembers its split outputs by it. */
        private ReaderTap tap(ReaderOutput<DeltaBatch> output) {
            if (tap == null) {
                tap = new ReaderTap(output, this);
            }
            return tap;
        }

        private boolean isStopped() {
            return attempt.isStopped(this, batchesBeforeStop <= 0);
        }

        private void emitted(DeltaBatch batch) {
            batchesBeforeStop--;
            attempt.afterBatch(this, batch);
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            return isStopped() ? attempt.change() : super.isAvailable();
        }

        @Override
        public void notifyCheckpointComplete(long checkpoint) throws Exception {
            super.notifyCheckpointComplete(checkpoint);
            attempt.checkpointCompleted(checkpoint);
        }

        @Override
        public List<S> snapshotState(long checkpoint) {
            attempt.beforeSnapshot(this, checkpoint);
            return super.snapshotState(checkpoint);
        }
    }

    /** Sees every batch that a reader emits. */
    private static class Tap implements SourceOutput<DeltaBatch> {
        private final SourceOutput<DeltaBatch> output;
        final Reader<?> reader;

        Tap(SourceOutput<DeltaBatch> output, Reader<?> reader) {
            this.output = output;
            this.reader = reader;
        }

        @Override
        public void collect(DeltaBatch batch) {
            output.collect(batch);
            reader.emitted(batch);
        }

        @Override
        public void collect(DeltaBatch batch, long timestamp) {
            output.collect(batch, timestamp);
            reader.emitted(batch);
        }

        @Override
        public void emitWatermark(Watermark watermark) {
            output.emitWatermark(watermark);
        }

        @Override
        public void markIdle() {
            output.markIdle();
        }

        @Override
        public void markActive() {
            output.markActive();
        }
    }

    private static final class ReaderTap extends Tap implements ReaderOutput<DeltaBatch> {
        private final ReaderOutput<DeltaBatch> output;

        ReaderTap(ReaderOutput<DeltaBatch> output, Reader<?> reader) {
            super(output, reader);
            this.output = output;
        }

        @Override
        public SourceOutput<DeltaBatch> createOutputForSplit(String split) {
            return new Tap(output.createOutputForSplit(split), reader);
        }

        @Override
        public void releaseOutputForSplit(String split) {
            output.releaseOutputForSplit(split);
        }
    }
}
