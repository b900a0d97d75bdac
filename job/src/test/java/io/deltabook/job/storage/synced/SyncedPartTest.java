// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.synced;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream;
import org.apache.flink.core.fs.RecoverableWriter.ResumeRecoverable;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class SyncedPartTest {
    private static final Path FILE = Path.of("/out/events/part.parquet");

    @Test
    void systemErrorsGetTheNameOfTheFile() {
        SyncedPart part =
                new SyncedPart(() -> new Failing(new IOException("Input/output error")), FILE);

        for (ThrowingCallable call : calls(part)) {
            assertThatThrownBy(call)
                    .hasMessage("[%s] cannot be written: Input/output error".formatted(FILE));
        }
    }

    @Test
    void aFileThatCannotBeCreatedIsNamed() {
        SyncedPart part =
                new SyncedPart(
                        () -> {
                            throw new IOException("No space left on device");
                        },
                        FILE);

        assertThatThrownBy(() -> part.write(new byte[1], 0, 1))
                .hasMessage("[%s] cannot be written: No space left on device".formatted(FILE));
    }

    @Test
    void anErrorThatNamesAFileAndAnInterruptedWriteAreNotChanged() {
        IOException named = new IOException("[/out/other] cannot be forced: Input/output error");
        IOException interrupted = new ClosedByInterruptException();

        for (IOException error : List.of(named, interrupted)) {
            SyncedPart part = new SyncedPart(() -> new Failing(error), FILE);
            assertThatThrownBy(() -> part.write(new byte[1], 0, 1)).isSameAs(error);
        }
    }

    private static List<ThrowingCallable> calls(SyncedPart part) {
        return List.of(
                () -> part.write(1),
                () -> part.write(new byte[1], 0, 1),
                part::persist,
                part::complete);
    }

    private static final class Failing extends RecoverableFsDataOutputStream {
        private final IOException error;

        Failing(IOException error) {
            this.error = error;
        }

        @Override
        public void write(int value) throws IOException {
            throw error;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            throw error;
        }

        @Override
        public long getPos() {
            return 0;
        }

        @Override
        public void flush() {}

        @Override
        public void sync() {}

        @Override
        public void close() {}

        @Override
        public ResumeRecoverable persist() throws IOException {
            throw error;
        }

        @Override
        public Committer closeForCommit() throws IOException {
            throw error;
        }
    }
}
