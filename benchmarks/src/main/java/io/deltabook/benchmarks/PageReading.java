// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.job.parquet.delta.ParquetDeltaReader;
import io.deltabook.job.plan.PlannedFile;
import java.io.IOException;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Reads delta files into batches: decompression, pages, columns, exact integers. */
public class PageReading extends MeasuredPart {
    @Param({"FUTURES", "SPOT"})
    public Shape shape;

    private CaptureData data;

    @Setup
    public void write() throws IOException {
        data = CaptureData.of(shape);
    }

    @TearDown
    public void delete() {
        data.close();
    }

    @Benchmark
    public long read(Rows counter) throws IOException {
        long prices = 0;
        for (PlannedFile file : data.group().files()) {
            try (ParquetDeltaReader reader = data.open(file)) {
                for (List<DeltaBatch> chunk = reader.readChunk();
                        chunk != null;
                        chunk = reader.readChunk()) {
                    for (DeltaBatch batch : chunk) {
                        prices += batch.price(batch.size() - 1);
                        counter.rows += batch.size();
                    }
                }
            }
        }
        return prices;
    }
}
