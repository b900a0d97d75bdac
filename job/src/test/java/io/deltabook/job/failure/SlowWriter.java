// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.failure;

import io.deltabook.batch.EventBatch;
import io.deltabook.job.parquet.event.write.BatchWriter;
import io.deltabook.job.parquet.testing.DelegatingWriter;
import java.io.IOException;

/** A writer that waits before each batch. */
final class SlowWriter extends DelegatingWriter {
    private final Wait wait;

    /** Returns when a batch may be written. */
    interface Wait {
        void pass() throws IOException;
    }

    private SlowWriter(BatchWriter<EventBatch> writer, Wait wait) {
        super(writer);
        this.wait = wait;
    }

    static BatchWriter<EventBatch> before(BatchWriter<EventBatch> writer, Wait wait) {
        return new SlowWriter(writer, wait);
    }

    @Override
    public void write(EventBatch batch) throws IOException {
        wait.pass();
        super.write(batch);
    }
}
