// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.compact;

import io.deltabook.job.parquet.event.write.ColumnEventBatchWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Set;

/** A process that compacts an output, and at a step says so and waits to be killed. */
final class HaltingCompaction {
    private HaltingCompaction() {}

    public static void main(String[] args) throws IOException {
        Step last = Step.valueOf(args[1]);
        PrintStream parent = new PrintStream(new FileOutputStream(FileDescriptor.out), true);
        CompactSettings settings =
                new CompactSettings(
                        1 << 20,
                        RowGroupPolicy.AUTO,
                        1 << 20,
                        ColumnEventBatchWriter::open,
                        Set.of());
        Failpoint failpoint =
                step -> {
                    if (step == last) {
                        parent.println(step);
                        waitForTheEnd();
                    }
                };
        new Compaction(Path.of(args[0]), settings, failpoint).run(rows -> more -> {});
    }

    private static void waitForTheEnd() throws IOException {
        while (System.in.read() != 0) {
            Thread.onSpinWait();
        }
    }
}
