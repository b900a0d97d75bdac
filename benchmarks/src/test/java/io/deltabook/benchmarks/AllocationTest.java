// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a part of the job allocates for a row stays below a committed bound, on a machine of any
 * speed: a path that makes an object a row is seen at once.
 */
final class AllocationTest {
    private static final String GOLDEN = "deltabook.golden";
    private static final int REPETITIONS = 3;

    private final Properties bounds = new Properties();

    @TempDir private Path folder;

    private String golden;

    @BeforeEach
    void useSyntheticData() throws IOException {
        golden = System.getProperty(GOLDEN);
        System.setProperty(GOLDEN, folder.resolve("none").toString());
        try (InputStream in = AllocationTest.class.getResourceAsStream("allocation.properties")) {
            bounds.load(in);
        }
    }

    @AfterEach
    void restore() {
        if (golden == null) {
            System.clearProperty(GOLDEN);
        } else {
            System.setProperty(GOLDEN, golden);
        }
    }

    @Test
    void readingAllocatesNoMoreForARowThanItsBound() throws Exception {
        PageReading part = new PageReading();
        part.shape = Shape.FUTURES;
        part.write();
        try {
            assertBounded("PageReading.read", part::read);
        } finally {
            part.delete();
        }
    }

    @Test
    void theExchangeAllocatesNoMoreForARowThanItsBound() throws Exception {
        BatchCodec part = new BatchCodec();
        part.shape = Shape.FUTURES;
        part.load();

        assertBounded("BatchCodec.write", part::write);
        assertBounded("BatchCodec.read", part::read);
    }

    @Test
    void theEngineAllocatesNoMoreForARowThanItsBound() throws Exception {
        EngineProcess part = new EngineProcess();
        part.shape = Shape.FUTURES;
        part.retained = 5_000;
        part.load();

        assertBounded("EngineProcess.process", part::process);
    }

    @Test
    void writingAllocatesNoMoreForARowThanItsBound() throws Exception {
        ColumnWriting part = new ColumnWriting();
        part.shape = Shape.FUTURES;
        part.writer = ColumnWriting.Writer.COLUMN;
        part.load();

        assertBounded("ColumnWriting.write", part::write);
    }

    private void assertBounded(String name, Part part) throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double least = Double.MAX_VALUE;
        for (int i = 0; i < REPETITIONS; i++) {
            Rows rows = new Rows();
            long before = threads.getCurrentThreadAllocatedBytes();
            part.run(rows);
            long bytes = threads.getCurrentThreadAllocatedBytes() - before;
            least = Math.min(least, (double) bytes / rows.rows);
        }
        assertThat(least)
                .as(
                        "%s, bytes of heap a row; the bound is in allocation.properties: find what"
                                + " allocates, or raise it and say why",
                        name)
                .isLessThan(Double.parseDouble(bounds.getProperty(name)))
                .isGreaterThan(0);
    }

    /** A benchmark, which counts the rows it has done. */
    @FunctionalInterface
    private interface Part {
        long run(Rows rows) throws Exception;
    }
}
