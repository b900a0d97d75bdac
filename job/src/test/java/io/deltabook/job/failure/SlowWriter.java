// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.failure;

import io.deltabook.batch.EventBatch;
import io.deltabook.job.parquet.event.write.EventBatchWriter;
import io.deltabook.job.parquet.testing.DelegatingWriter;
import java.io.IOException;

/** A writer that waits before each batch. */
final class SlowWriter extends DelegatingWriter {
    private final Wait wait;

    /** Returns when a batch may be written. */
    interface Wait {
        void pass() throws IOException;
    }

    private SlowWriter(EventBatchWriter writer, Wait wait) {
        super(writer);
        this.wait = wait;
    }

    static EventBatchWriter before(EventBatchWriter writer, Wait wait) {
        return new SlowWriter(writer, wait);
    }

    @Override
    public void write(EventBatch batch) throws IOException {
        wait.pass();
        super.write(batch);
    }
}
