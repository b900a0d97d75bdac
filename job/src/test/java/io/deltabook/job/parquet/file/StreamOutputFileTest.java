// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The stream that parquet-java writes to. */
final class StreamOutputFileTest {
    private static final int MORE_THAN_THE_BUFFER = 1 << 20;

    /** A stream whose write takes as long as a test wants. */
    private static final class SlowStream extends OutputStream {
        private final CountDownLatch isWriting = new CountDownLatch(1);
        private final CountDownLatch mayEnd = new CountDownLatch(1);

        @Override
        public void write(int octet) {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            isWriting.countDown();
            boolean hasEnded = false;
            while (!hasEnded) {
                try {
                    mayEnd.await();
                    hasEnded = true;
                } catch (InterruptedException e) {
                    // A disk does not end a write for that.
                }
            }
        }
    }

    /** So that Flink can cancel a task that writes: it interrupts it, and goes on itself. */
    @Test
    void whoInterruptsAWritingThreadDoesNotWaitForTheWrite() throws Exception {
        SlowStream slow = new SlowStream();
        OutputStream stream = new StreamOutputFile(slow).create(0);
        Thread writer =
                new Thread(
                        () -> {
                            try {
                                Channels.newChannel(stream)
                                        .write(ByteBuffer.allocate(MORE_THAN_THE_BUFFER));
                            } catch (IOException e) {
                                // The channel was closed by the interrupt.
                            }
                        });
        writer.start();
        slow.isWriting.await();
        Thread canceler = new Thread(writer::interrupt);
        canceler.start();
        canceler.join(TimeUnit.MINUTES.toMillis(1));
        boolean isWaiting = canceler.isAlive();
        slow.mayEnd.countDown();
        writer.join();
        canceler.join();

        assertThat(isWaiting).isFalse();
    }

    @Test
    void whatIsWrittenIsInTheStreamOnceItIsFlushed() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StreamOutputFile file = new StreamOutputFile(bytes);

        file.create(0).write(new byte[] {1, 2, 3});
        file.flush();
        file.create(0).close();

        assertThat(bytes.toByteArray()).containsExactly(1, 2, 3);
        assertThat(file.position()).isEqualTo(3);
    }
}
