// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.encode;

import java.util.Arrays;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.BinaryStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;

/**
 * Encodes a few fixed words, identified by their code: a dictionary of those used and runs of its
 * indices.
 */
public final class EnumEncoder implements ValueEncoder {
    private static final int UNUSED = -1;

    private final Binary[] words;
    private final int[] indexOf;
    private final int[] codeOf;
    private int entries;

    /** A bit for each index used in the page. */
    private int used;

    private long textBytes;
    private final LongRuns runs = new LongRuns();

    private EnumEncoder(Binary[] words) {
        this.words = words;
        indexOf = new int[words.length];
        codeOf = new int[words.length];
        Arrays.fill(indexOf, UNUSED);
    }

    /** Words whose codes are their positions. */
    public static EnumEncoder of(String... words) {
        Binary[] binaries = new Binary[words.length];
        for (int code = 0; code < words.length; code++) {
            binaries[code] = Binary.fromString(words[code]);
        }
        return new EnumEncoder(binaries);
    }

    /** The names of an enum's constants, whose codes are their ordinals. */
    public static <E extends Enum<E>> EnumEncoder of(Class<E> type) {
        E[] constants = type.getEnumConstants();
        String[] names = new String[constants.length];
        for (int code = 0; code < names.length; code++) {
            names[code] = constants[code].name();
        }
        return of(names);
    }

    public void add(int code, int count) {
        int index = indexOf[code];
        if (index == UNUSED) {
            index = entries++;
            indexOf[code] = index;
            codeOf[index] = code;
        }
        used |= 1 << index;
        textBytes += (long) words[code].length() * count;
        runs.add(index, count);
    }

    @Override
    public int count() {
        return runs.total();
    }

    @Override
    public Encoding encode(PageBuffers buffers) {
        int width = BitPacking.width(entries - 1);
        buffers.values.addByte(width);
        buffers.hybrid.begin(buffers.values, width);
        runs.encode(buffers.hybrid);
        buffers.hybrid.end();
        return Encoding.RLE_DICTIONARY;
    }

    @Override
    public void addTo(Statistics<?> statistics) {
        for (int index = 0; index < entries; index++) {
            if ((used & 1 << index) != 0) {
                ((BinaryStatistics) statistics).updateStats(words[codeOf[index]]);
            }
        }
    }

    @Override
    public long textBytes() {
        return textBytes;
    }

    @Override
    public void endPage() {
        runs.clear();
        used = 0;
        textBytes = 0;
    }

    @Override
    public DictionaryPage dictionary(PageBuffers buffers) {
        if (entries == 0) {
            return null;
        }
        for (int index = 0; index < entries; index++) {
            byte[] word = words[codeOf[index]].getBytesUnsafe();
            buffers.values.addInt(word.length);
            buffers.values.addBytes(word, 0, word.length);
        }
        return new DictionaryPage(buffers.values.view(), entries, Encoding.PLAIN);
    }

    @Override
    public void endRowGroup() {
        endPage();
        Arrays.fill(indexOf, UNUSED);
        entries = 0;
    }
}
