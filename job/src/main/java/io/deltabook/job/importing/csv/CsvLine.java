// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing.csv;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The fields of one line, as slices of an array that is reused for the next line. Spaces around a
 * field are not part of it.
 */
public final class CsvLine {
    private static final int FIRST_FIELDS = 16;

    private byte[] text = {};
    private int[] starts = new int[FIRST_FIELDS];
    private int[] ends = new int[FIRST_FIELDS];
    private int fields;

    /** Starts a line whose fields are in an array. */
    void begin(byte[] bytes) {
        text = bytes;
        fields = 0;
    }

    /** Adds the field in a range of bytes. */
    void add(int start, int end) {
        if (fields == starts.length) {
            starts = Arrays.copyOf(starts, 2 * fields);
            ends = Arrays.copyOf(ends, 2 * fields);
        }
        int from = start;
        int to = end;
        while (from < to && text[from] == ' ') {
            from++;
        }
        while (from < to && text[to - 1] == ' ') {
            to--;
        }
        starts[fields] = from;
        ends[fields++] = to;
    }

    public int fields() {
        return fields;
    }

    /** The array that contains the fields. */
    public byte[] text() {
        return text;
    }

    public int start(int field) {
        return starts[field];
    }

    public int end(int field) {
        return ends[field];
    }

    public boolean isEmpty(int field) {
        return starts[field] == ends[field];
    }

    public String field(int field) {
        return new String(text, starts[field], ends[field] - starts[field], StandardCharsets.UTF_8);
    }

    /** Whether a field consists of these bytes. */
    public boolean is(int field, byte[] bytes) {
        return Arrays.equals(text, starts[field], ends[field], bytes, 0, bytes.length);
    }
}
