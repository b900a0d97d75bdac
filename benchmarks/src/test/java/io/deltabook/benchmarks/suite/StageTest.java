// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StageTest {
    private static final String READER = "[Source Data Fetcher for Source: deltas (1/1)#0 tid=7]";
    private static final String TASK = "[order book -> events: Writer (1/1)#0 tid=8]";
    private static final String RUN =
            "org/apache/flink/streaming/runtime/tasks/StreamTask.runMailboxLoop_[j]";

    @ParameterizedTest
    @CsvSource({
        "io/deltabook/job/parquet/RowGroupCursor.read, org/xerial/snappy/Snappy.arrayUncompress, DECOMPRESSION",
        "io/deltabook/job/parquet/DoubleColumn.store, io/deltabook/number/DoubleParser.parse, PARSING",
        "io/deltabook/job/parquet/DoubleColumn.store, java/util/Arrays.fill, DECODING"
    })
    void theReadersThreadReads(String outer, String inner, Stage stage) {
        assertThat(Stage.of(List.of(READER, "java/lang/Thread.run", outer, inner)))
                .isEqualTo(stage);
    }

    @ParameterizedTest
    @CsvSource({
        "io/deltabook/engine/LaneEngine.process, io/deltabook/book/BookSide.set, ENGINE",
        "io/deltabook/engine/LaneEngine.process, java/lang/System.arraycopy, ENGINE",
        "io/deltabook/job/operator/OrderBookFunction.processElement, io/deltabook/engine/LaneStateCodec.write, STATE",
        "io/deltabook/job/parquet/Pages.write, com/github/luben/zstd/Zstd.compress, COMPRESSION",
        "io/deltabook/job/sink/EventBulkWriter.addElement, io/deltabook/job/parquet/Pages.write, ENCODING",
        "org/apache/flink/runtime/io/network/api/Reader.next, io/deltabook/batch/DeltaBatchCodec.read, EXCHANGE"
    })
    void theInnermostKnownFrameDecides(String outer, String inner, Stage stage) {
        assertThat(Stage.of(List.of(TASK, RUN, outer, inner))).isEqualTo(stage);
    }

    @ParameterizedTest
    @CsvSource({
        "[GC Thread#0 tid=3], COLLECTION",
        "[C2 CompilerThre tid=4], COMPILATION",
        "[main tid=1], OTHER"
    })
    void otherThreadsAreKnownByTheirNames(String thread, Stage stage) {
        assertThat(Stage.of(List.of(thread, "io/deltabook/engine/LaneEngine.process")))
                .isEqualTo(stage);
    }
}
