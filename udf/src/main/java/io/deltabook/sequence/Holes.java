// SPDX-License-Identifier: Apache-2.0
package io.deltabook.sequence;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;

/** The ids missing in gaps since the last snapshot; the newest 1,000 gaps are kept. */
final class Holes {
    static final int MAX = 1_000;

    /** Ids {@code first} … {@code last}, both missing. */
    private record Hole(long first, long last) {}

    private final ArrayDeque<Hole> holes = new ArrayDeque<>();

    void add(long first, long last) {
        if (last < first) {
            return;
        }
        if (holes.size() == MAX) {
            holes.removeFirst();
        }
        holes.addLast(new Hole(first, last));
    }

    boolean contains(long id) {
        for (Hole hole : holes) {
            if (id >= hole.first && id <= hole.last) {
                return true;
            }
        }
        return false;
    }

    void clear() {
        holes.clear();
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(holes.size());
        for (Hole hole : holes) {
            out.writeLong(hole.first);
            out.writeLong(hole.last);
        }
    }

    void read(DataInput in) throws IOException {
        int size = in.readInt();
        holes.clear();
        for (int i = 0; i < size; i++) {
            long first = in.readLong();
            holes.addLast(new Hole(first, in.readLong()));
        }
    }
}
