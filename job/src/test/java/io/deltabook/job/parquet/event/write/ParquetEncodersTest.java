// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.parquet.encode.DeltaBinaryPackedEncoder;
import io.deltabook.job.parquet.encode.EncodedBytes;
import io.deltabook.job.parquet.encode.LongDictionary;
import io.deltabook.job.parquet.encode.RleBitPackedEncoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesReader;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The encoders' bytes decoded by parquet-java. */
final class ParquetEncodersTest {
    private final EncodedBytes bytes = new EncodedBytes();

    @RepeatedTest(20)
    void hybridValuesAddedInRunsAreDecoded() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int width = random.nextInt(33);
        int[] values = runs(random, 1 + random.nextInt(20_000), width);
        RleBitPackedEncoder encoder = new RleBitPackedEncoder();
        bytes.addByte(77);
        encoder.begin(bytes, width);
        for (int from = 0; from < values.length; ) {
            int to = from + 1;
            while (to < values.length && values[to] == values[from] && random.nextInt(9) > 0) {
                to++;
            }
            encoder.add(values[from], to - from);
            from = to;
        }
        encoder.end();

        assertThat(hybrid(width, values.length)).as("seed=%d", seed).isEqualTo(values);
    }

    @RepeatedTest(20)
    void hybridValuesAddedAsAnArrayAreDecoded() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int width = random.nextInt(33);
        int[] values = runs(random, 1 + random.nextInt(20_000), width);
        RleBitPackedEncoder encoder = new RleBitPackedEncoder();
        bytes.addByte(77);
        encoder.begin(bytes, width);
        encoder.addAll(values, values.length);
        encoder.end();

        assertThat(hybrid(width, values.length)).as("seed=%d", seed).isEqualTo(values);
    }

    private int[] hybrid(int width, int count) throws IOException {
        RunLengthBitPackingHybridDecoder decoder =
                new RunLengthBitPackingHybridDecoder(
                        width, new ByteArrayInputStream(bytes.bytes, 1, bytes.size - 1));
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = decoder.readInt();
        }
        return values;
    }

    private static int[] runs(Random random, int count, int width) {
        int[] values = new int[count];
        int longest = 1 + random.nextInt(60);
        for (int i = 0; i < count; ) {
            int value = width == 0 ? 0 : random.nextInt() >>> (Integer.SIZE - width);
            int end = Math.min(count, i + 1 + random.nextInt(longest));
            Arrays.fill(values, i, end, value);
            i = end;
        }
        return values;
    }

    @RepeatedTest(20)
    void deltaPackedNumbersOfAnySizeAreDecoded() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        long[] values = new long[1 + random.nextInt(1_000)];
        int shift = random.nextInt(64);
        for (int i = 0; i < values.length; i++) {
            values[i] =
                    random.nextInt(100) == 0
                            ? (random.nextBoolean() ? Long.MIN_VALUE : Long.MAX_VALUE)
                            : random.nextLong() >> shift;
        }
        new DeltaBinaryPackedEncoder().encode(values, values.length, bytes);

        assertThat(deltas(values.length)).as("seed=%d", seed).isEqualTo(values);
    }

    @Test
    void consecutiveNumbersAreDecoded() throws IOException {
        for (int count : new int[] {1, 2, 128, 129, 130, 1_000}) {
            long[] values = new long[count];
            for (int i = 0; i < count; i++) {
                values[i] = Long.MAX_VALUE - 500 + i;
            }
            bytes.clear();
            DeltaBinaryPackedEncoder.encodeConsecutive(values[0], count, bytes);

            assertThat(deltas(count)).as("count=%d", count).isEqualTo(values);
        }
    }

    private long[] deltas(int count) throws IOException {
        DeltaBinaryPackingValuesReader reader = new DeltaBinaryPackingValuesReader();
        reader.initFromPage(
                count, ByteBufferInputStream.wrap(ByteBuffer.wrap(bytes.bytes, 0, bytes.size)));
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = reader.readLong();
        }
        return values;
    }

    @Test
    void aDictionaryNumbersValuesInTheOrderOfTheirFirstUse() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        LongDictionary dictionary = new LongDictionary(10_000);
        for (int round = 0; round < 2; round++) {
            Map<Long, Integer> expected = new LinkedHashMap<>();
            long step = random.nextInt(1 << 30);
            for (int page = 0; page < 20; page++) {
                long[] values = new long[1_000];
                int[] indices = new int[1_000];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (random.nextInt(8_000) - 4_000) * step;
                }
                assertThat(dictionary.indices(values, values.length, indices)).isTrue();
                for (int i = 0; i < values.length; i++) {
                    expected.putIfAbsent(values[i], expected.size());
                    assertThat(indices[i]).as("seed=%d", seed).isEqualTo(expected.get(values[i]));
                    assertThat(dictionary.entry(indices[i])).isEqualTo(values[i]);
                }
            }
            assertThat(dictionary.size()).isEqualTo(expected.size());
            dictionary.clear();
        }
    }

    @Test
    void aFullDictionarySaysSo() {
        LongDictionary dictionary = new LongDictionary(3);

        assertThat(dictionary.indices(new long[] {5, 0, -5, 5}, 4, new int[4])).isTrue();
        assertThat(dictionary.indices(new long[] {5, 6}, 2, new int[2])).isFalse();
        assertThat(dictionary.size()).isEqualTo(3);
    }
}
