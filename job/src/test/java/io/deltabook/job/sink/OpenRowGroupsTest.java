// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.batch.EventBatch;
import io.deltabook.job.parquet.EventBatchWriter;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class OpenRowGroupsTest {
    private static final long ROW_GROUP = 100;

    @Test
    void theWriterWrittenLeastRecentlyGivesWay() throws IOException {
        OpenRowGroups open = new OpenRowGroups(2, ROW_GROUP);
        Buffer first = new Buffer();
        Buffer second = new Buffer();
        Buffer third = new Buffer();
        for (Buffer writer : new Buffer[] {first, second, first, third}) {
            writer.buffered = 1;
            open.written(writer);
        }

        assertThat(second.buffered).isZero();
        assertThat(first.buffered).isEqualTo(1);
        assertThat(third.buffered).isEqualTo(1);
        assertThat(open.count()).isEqualTo(2);
    }

    @Test
    void theBytesOfAllTogetherAreBounded() throws IOException {
        OpenRowGroups open = new OpenRowGroups(100, ROW_GROUP);
        Buffer[] writers = new Buffer[6];
        for (int i = 0; i < writers.length; i++) {
            writers[i] = new Buffer();
            writers[i].buffered = 90;
            open.written(writers[i]);
            assertThat(open.bufferedBytes()).isLessThanOrEqualTo(4 * ROW_GROUP);
        }

        assertThat(writers[0].buffered).isZero();
        assertThat(writers[1].buffered).isZero();
        assertThat(writers[2].buffered).isEqualTo(90);
    }

    @Test
    void theWriterJustWrittenKeepsItsBuffer() throws IOException {
        OpenRowGroups open = new OpenRowGroups(1, ROW_GROUP);
        Buffer large = new Buffer();
        large.buffered = 10 * ROW_GROUP;

        open.written(large);

        assertThat(large.buffered).isEqualTo(10 * ROW_GROUP);
    }

    @Test
    void aFinishedWriterIsForgotten() throws IOException {
        OpenRowGroups open = new OpenRowGroups(1, ROW_GROUP);
        Buffer finished = new Buffer();
        finished.buffered = 1;
        open.written(finished);

        open.finished(finished);
        open.written(new Buffer());

        assertThat(finished.buffered).isEqualTo(1);
        assertThat(open.count()).isEqualTo(1);
    }

    /** A writer that is only its buffer. */
    private static final class Buffer implements EventBatchWriter {
        private long buffered;

        @Override
        public void write(EventBatch batch) {}

        @Override
        public long bytesWritten() {
            return 0;
        }

        @Override
        public long bufferedBytes() {
            return buffered;
        }

        @Override
        public void flushRowGroup() {
            buffered = 0;
        }

        @Override
        public void finish() {}
    }
}
