// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.BadInputException;
import io.deltabook.job.parquet.BadFileException;
import java.io.IOException;
import java.util.List;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.MutableRecordAndPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * Gives Flink the chunks of a lane group, one a call, so that a call never lasts longer than the
 * reading of a chunk and waits for nothing.
 */
final class LaneReader implements BulkFormat.Reader<DeltaBatch> {
    private final LaneWalk walk;
    private long batchesToSkip;

    /**
     * @param batchesToSkip batches of the first chunk that were emitted before
     */
    LaneReader(LaneWalk walk, long batchesToSkip) {
        this.walk = walk;
        this.batchesToSkip = batchesToSkip;
    }

    @Override
    public BulkFormat.RecordIterator<DeltaBatch> readBatch() throws IOException {
        LaneChunk chunk = nextChunk();
        if (chunk == null) {
            return null;
        }
        int skipped = Math.toIntExact(batchesToSkip);
        batchesToSkip = 0;
        if (skipped > chunk.batches().size()) {
            throw new IllegalStateException(
                    "a chunk must have the "
                            + skipped
                            + " batches emitted before the restart, but has "
                            + chunk.batches().size()
                            + " at "
                            + chunk.start());
        }
        return new ChunkIterator(chunk, skipped);
    }

    /** A damaged or wrong file is so still after a restart, so there is none. */
    private LaneChunk nextChunk() throws IOException {
        try {
            return walk.next();
        } catch (BadFileException | BadInputException e) {
            throw new SuppressRestartsException(e);
        }
    }

    @Override
    public void close() throws IOException {
        walk.close();
    }

    /** Gives each batch with the position behind it. */
    private static final class ChunkIterator implements BulkFormat.RecordIterator<DeltaBatch> {
        private final LaneChunk chunk;
        private final MutableRecordAndPosition<DeltaBatch> record =
                new MutableRecordAndPosition<>();
        private int emitted;

        ChunkIterator(LaneChunk chunk, int emitted) {
            this.chunk = chunk;
            this.emitted = emitted;
        }

        @Override
        public RecordAndPosition<DeltaBatch> next() {
            List<DeltaBatch> batches = chunk.batches();
            if (emitted == batches.size()) {
                return null;
            }
            DeltaBatch batch = batches.get(emitted++);
            if (emitted == batches.size()) {
                record.set(batch, chunk.next().packed(), 0);
            } else {
                record.set(batch, chunk.start().packed(), emitted);
            }
            return record;
        }

        @Override
        public void releaseBatch() {}
    }
}
