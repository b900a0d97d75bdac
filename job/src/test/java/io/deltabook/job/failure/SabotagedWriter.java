// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.failure;

import io.deltabook.batch.EventBatch;
import io.deltabook.job.parquet.event.write.BatchWriter;
import io.deltabook.job.parquet.testing.DelegatingWriter;
import java.io.IOException;

/** A writer that fails where the attempt wants it to. */
final class SabotagedWriter extends DelegatingWriter {
    private final Sabotage.Attempt attempt;

    SabotagedWriter(BatchWriter<EventBatch> writer, Sabotage.Attempt attempt) {
        super(writer);
        this.attempt = attempt;
    }

    @Override
    public void write(EventBatch batch) throws IOException {
        attempt.beforeWrite();
        super.write(batch);
    }

    @Override
    public void finish() throws IOException {
        attempt.beforeFinish();
        super.finish();
    }
}
