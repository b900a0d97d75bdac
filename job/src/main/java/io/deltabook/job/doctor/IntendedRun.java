// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.doctor;

import java.nio.file.Path;

/**
 * The run that the machine is examined for.
 *
 * @param output folder of its output, which need not exist
 * @param state folder of its state, which need not exist
 * @param parallelism its subtasks
 * @param heapBytes heap that its JVM takes, bytes
 * @param heapOption where the user sets the heap
 * @param webPort port of its web UI, 0 for any
 * @param inputBytes size of its input's files, 0 if unknown
 */
public record IntendedRun(
        Path output,
        Path state,
        int parallelism,
        long heapBytes,
        String heapOption,
        int webPort,
        long inputBytes) {
    private static final long MIB = 1L << 20;

    /** RocksDB's memory of a slot. */
    private static final long STATE_BYTES = 64 * MIB;

    /** Network buffers; and classes, compiled code, threads and native libraries. */
    private static final long BESIDE_HEAP_BYTES = (128 + 256) * MIB;

    /** The launcher refuses fewer. */
    static final long LEAST_FILES = 512;

    /** Output parts of a subtask with a row group on disk, and RocksDB's files. */
    private static final long FILES_OF_SUBTASK = 256 + 64 + 5 * 4 + 40;

    /** Flink's own, and its share of a subtask: two tasks for a book, readers, uploads. */
    private static final long THREADS = 100;

    private static final long THREADS_OF_SUBTASK = 20;

    /** Memory that the process will take, bytes. */
    long memoryBytes() {
        return heapBytes + parallelism * STATE_BYTES + BESIDE_HEAP_BYTES;
    }

    /** Most files that may be open at once. */
    long openFiles() {
        return LEAST_FILES + parallelism * FILES_OF_SUBTASK;
    }

    /** Threads that the process will have, rounded up. */
    long threads() {
        return THREADS + parallelism * THREADS_OF_SUBTASK;
    }
}
