// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.batch.EventBatch;
import io.deltabook.contract.Lane;
import io.deltabook.job.parquet.event.EventFileFacts;
import io.deltabook.job.parquet.event.ParquetSettings;
import io.deltabook.job.parquet.event.write.BatchWriter;
import io.deltabook.job.parquet.event.write.ColumnEventBatchWriter;
import io.deltabook.job.parquet.testing.Lanes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LaneRowsTest {
    private static final Lane LANE = Lanes.lane("BTC-USDT");
    private static final int ROWS = 700;

    @TempDir private Path folder;

    private final List<String> found = new ArrayList<>();
    private final Findings findings = new Findings(10, finding -> found.add(finding.line()));

    /** One file, two, as many as may be open, and more. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 11})
    void filesThatHoldRowsAlternatelyAreMerged(int hours) throws IOException {
        List<List<EventBatch>> files = new ArrayList<>();
        for (int hour = 0; hour < hours; hour++) {
            files.add(new ArrayList<>());
        }
        for (int turn = 0; turn < 3 * hours; turn++) {
            int hour = turn % hours;
            files.get(hour).add(Lanes.deltas(LANE, Lanes.HOUR + hour, (long) turn * ROWS, ROWS));
        }

        assertThat(numbers(files))
                .containsExactlyElementsOf(LongStream.range(0, 3L * hours * ROWS).boxed().toList());
        assertThat(found).isEmpty();
    }

    @Test
    void filesAreTakenByTheirNumbersWhateverTheirHours() throws IOException {
        List<List<EventBatch>> files =
                List.of(
                        List.of(Lanes.deltas(LANE, Lanes.HOUR, ROWS, ROWS)),
                        List.of(Lanes.deltas(LANE, Lanes.HOUR + 1, 0, ROWS)));

        assertThat(numbers(files))
                .containsExactlyElementsOf(LongStream.range(0, 2L * ROWS).boxed().toList());
    }

    @Test
    void aDamagedFileIsAFindingAndTheOthersAreRead() throws IOException {
        List<EventFile> files = new ArrayList<>();
        files.add(write("0", List.of(Lanes.deltas(LANE, Lanes.HOUR, 0, ROWS))));
        files.add(write("1", List.of(Lanes.deltas(LANE, Lanes.HOUR, ROWS, ROWS))));
        Path damaged = files.get(0).path();
        byte[] bytes = Files.readAllBytes(damaged);
        bytes[bytes.length / 3] ^= 4;
        Files.write(damaged, bytes);

        assertThat(numbersOf(files))
                .containsExactlyElementsOf(LongStream.range(ROWS, 2L * ROWS).boxed().toList());
        assertThat(found)
                .singleElement()
                .asString()
                .startsWith("[0] must be readable to its end, but after row 0: row group 0 ");
    }

    private List<Long> numbers(List<List<EventBatch>> batches) throws IOException {
        List<EventFile> files = new ArrayList<>();
        for (int i = 0; i < batches.size(); i++) {
            files.add(write(Integer.toString(i), batches.get(i)));
        }
        Collections.reverse(files);
        return numbersOf(files);
    }

    private List<Long> numbersOf(List<EventFile> files) throws IOException {
        List<Long> numbers = new ArrayList<>();
        try (LaneRows rows = new LaneRows(LANE.id(), files, findings)) {
            while (rows.next()) {
                numbers.add(rows.seq());
            }
        }
        return numbers;
    }

    private EventFile write(String name, List<EventBatch> batches) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            BatchWriter<EventBatch> writer =
                    ColumnEventBatchWriter.open(out, new ParquetSettings("zstd", 64 * 1024));
            for (EventBatch batch : batches) {
                writer.write(batch);
            }
            writer.finish();
        }
        return new EventFile(file, name, EventFileFacts.read(file));
    }
}
