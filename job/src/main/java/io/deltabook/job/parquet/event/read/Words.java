// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.read;

import io.deltabook.job.parquet.decode.ByteSlices;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.parquet.io.ParquetDecodingException;

/** The distinct words of a column, each of which has a number. */
final class Words {
    /** Number of null. */
    static final int NONE = -1;

    /** Words that are looked for one by one. */
    private static final int FEW = 8;

    /** A damaged file may have any number of words, of any length. */
    private static final int MAX_WORDS = 1 << 16;

    private static final int MAX_BYTES = 1 << 24;

    private final Map<ByteBuffer, Integer> many = new HashMap<>();
    private byte[][] utf8 = new byte[FEW][];
    private String[] texts = new String[FEW];
    private byte[][] canonical = new byte[FEW][];
    private Enum<?>[] named = new Enum<?>[FEW];
    private int known;
    private int size;
    private int bytesOfWords;

    /** Numbers words; see {@link io.deltabook.job.parquet.decode.BytesConversion}. */
    void number(ByteSlices stored, int from, int to, long[] numbers) {
        for (int i = from; i < to; i++) {
            numbers[i] = number(stored.bytes(i), stored.at(i), stored.length(i));
        }
    }

    private int number(byte[] bytes, int at, int length) {
        for (int number = 0; number < Math.min(size, FEW); number++) {
            byte[] word = utf8[number];
            if (Arrays.equals(word, 0, word.length, bytes, at, at + length)) {
                return number;
            }
        }
        Integer number = size < FEW ? null : many.get(ByteBuffer.wrap(bytes, at, length));
        return number == null ? add(Arrays.copyOfRange(bytes, at, at + length)) : number;
    }

    private int add(byte[] word) {
        bytesOfWords += word.length;
        if (size == MAX_WORDS || bytesOfWords > MAX_BYTES) {
            throw new ParquetDecodingException(
                    "a column of words must have at most %d different ones of %d bytes together, but has more"
                            .formatted(MAX_WORDS, MAX_BYTES));
        }
        if (size == utf8.length) {
            utf8 = Arrays.copyOf(utf8, 2 * size);
            texts = Arrays.copyOf(texts, 2 * size);
            canonical = Arrays.copyOf(canonical, 2 * size);
            named = Arrays.copyOf(named, 2 * size);
        }
        utf8[size] = word;
        texts[size] = new String(word, StandardCharsets.UTF_8);
        canonical[size] = canonical(texts[size]);
        if (size >= FEW) {
            many.put(ByteBuffer.wrap(word), size);
        }
        return size++;
    }

    String text(int number) {
        return texts[number];
    }

    /** The constant whose name is a word, null if there is none; always of the same enum. */
    <E extends Enum<E>> Enum<?> constant(E[] constants, int number) {
        while (known <= number) {
            named[known] = constant(constants, texts[known]);
            known++;
        }
        return named[number];
    }

    private static <E extends Enum<E>> E constant(E[] constants, String name) {
        for (E constant : constants) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        return null;
    }

    /** The canonical form of a word, without the byte that says that it is there. */
    byte[] canonical(int number) {
        return canonical[number];
    }

    private static byte[] canonical(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + bytes.length)
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }
}
