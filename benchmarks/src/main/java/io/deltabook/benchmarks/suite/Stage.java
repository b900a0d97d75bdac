// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks.suite;

import java.util.List;

/** A stage of the job, recognized by the innermost stack frame that belongs to one. */
enum Stage {
    DECOMPRESSION(
            "reading: decompression", true, "org/xerial/snappy/", "Decompress", "ZSTD_decomp"),
    PARSING("reading: exact integers", true, "io/deltabook/number/"),
    DECODING(
            "reading: pages, columns, batches",
            true,
            "org/apache/parquet/",
            "io/deltabook/job/parquet/",
            "io/deltabook/job/source/",
            "io/deltabook/batch/DeltaBatch.",
            "io/deltabook/batch/DeltaBatch$"),
    EXCHANGE(
            "exchange between the threads",
            false,
            "io/deltabook/batch/DeltaBatchCodec",
            "io/deltabook/batch/EventBatchCodec",
            "io/deltabook/batch/QuoteBatchCodec",
            "io/deltabook/batch/LongColumn",
            "org/apache/flink/runtime/io/network/",
            "org/apache/flink/streaming/runtime/io/RecordWriterOutput",
            "org/apache/flink/streaming/runtime/io/StreamTaskNetworkInput"),
    STATE(
            "state",
            false,
            "org/rocksdb/",
            "rocksdb::",
            "org/apache/flink/state/rocksdb/",
            "LaneStateCodec",
            "BookSideCodec",
            "LaneStateSerializer"),
    COMPRESSION("writing: compression", false, "com/github/luben/zstd/", "ZSTD_", "HUF_", "FSE_"),
    ENCODING(
            "writing: columns and pages",
            false,
            "io/deltabook/job/parquet/",
            "org/apache/parquet/"),
    SINK(
            "writing: files",
            false,
            "io/deltabook/job/sink/",
            "org/apache/flink/connector/file/sink/"),
    ENGINE(
            "engine and book",
            false,
            "io/deltabook/engine/",
            "io/deltabook/book/",
            "io/deltabook/sequence/",
            "io/deltabook/batch/",
            "io/deltabook/number/",
            "io/deltabook/time/",
            "io/deltabook/job/operator/"),
    COLLECTION("garbage collection", false),
    COMPILATION("JIT compilation", false),
    OTHER("start, cluster, planning and the rest", false);

    private static final String READER = "Source Data Fetcher";
    private static final List<String> COLLECTORS = List.of("GC Thread", "[G1 ", "VM Thread");

    /** Native threads are recognized by the first 15 letters of their names. */
    private static final String COMPILER = "CompilerThre";

    /** One-time work when a subtask starts. */
    private static final List<String> BEGINNING =
            List.of("NativeLibraryLoader", "createKeyedStateBackend");

    private final String words;
    private final boolean isOfReader;
    private final List<String> marks;

    Stage(String words, boolean isOfReader, String... marks) {
        this.words = words;
        this.isOfReader = isOfReader;
        this.marks = List.of(marks);
    }

    String words() {
        return words;
    }

    /**
     * The stage of a stack.
     *
     * @param frames the thread's name, followed by the frames, outermost first
     */
    static Stage of(List<String> frames) {
        String thread = frames.get(0);
        if (COLLECTORS.stream().anyMatch(thread::contains)) {
            return COLLECTION;
        }
        if (thread.contains(COMPILER)) {
            return COMPILATION;
        }
        boolean isReader = thread.contains(READER);
        if (!isReader && !isTask(frames)) {
            return OTHER;
        }
        for (int i = frames.size() - 1; i > 0; i--) {
            Stage stage = ofFrame(frames.get(i), isReader);
            if (stage != null) {
                return stage;
            }
        }
        return OTHER;
    }

    private static boolean isTask(List<String> frames) {
        return frames.stream().anyMatch(f -> f.contains("StreamTask.runMailboxLoop"))
                && frames.stream().noneMatch(f -> BEGINNING.stream().anyMatch(f::contains));
    }

    private static Stage ofFrame(String frame, boolean isReader) {
        for (Stage stage : values()) {
            if (stage.isOfReader == isReader && stage.marks.stream().anyMatch(frame::contains)) {
                return stage;
            }
        }
        return null;
    }

    /**
     * The innermost Java frame that assigned the stack to this stage, for the list of hot spots.
     */
    String place(List<String> frames) {
        for (int i = frames.size() - 1; i > 0; i--) {
            String frame = frames.get(i);
            if (marks.isEmpty() || marks.stream().anyMatch(frame::contains)) {
                return frame.substring(frame.lastIndexOf('/') + 1);
            }
        }
        return frames.get(frames.size() - 1);
    }
}
