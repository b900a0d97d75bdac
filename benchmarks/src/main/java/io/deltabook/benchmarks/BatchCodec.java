// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.batch.DeltaBatchCodec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Encodes and decodes batches as they travel from the reader to the book. */
public class BatchCodec extends MeasuredPart {
    private static final int BATCH_BYTES = 1 << 20;

    @Param({"FUTURES", "SPOT"})
    public Shape shape;

    private final DataOutputSerializer out = new DataOutputSerializer(BATCH_BYTES);
    private List<DeltaBatch> batches;
    private List<byte[]> written;

    @Setup
    public void load() throws IOException {
        try (CaptureData data = CaptureData.of(shape)) {
            batches = data.batches();
        }
        written = new ArrayList<>();
        for (DeltaBatch batch : batches) {
            out.clear();
            DeltaBatchCodec.write(batch, out);
            written.add(out.getCopyOfBuffer());
        }
    }

    @Benchmark
    public long write(Rows counter) throws IOException {
        long bytes = 0;
        for (DeltaBatch batch : batches) {
            out.clear();
            DeltaBatchCodec.write(batch, out);
            bytes += out.length();
            counter.rows += batch.size();
        }
        return bytes;
    }

    @Benchmark
    public long read(Rows counter) throws IOException {
        long prices = 0;
        for (byte[] bytes : written) {
            DeltaBatch batch = DeltaBatchCodec.read(new DataInputDeserializer(bytes));
            prices += batch.price(batch.size() - 1);
            counter.rows += batch.size();
        }
        return prices;
    }
}
