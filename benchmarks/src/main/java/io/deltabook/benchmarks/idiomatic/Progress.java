// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks.idiomatic;

/** What is known of a symbol besides its levels; a Flink POJO in a value state. */
public final class Progress {
    public long nextSeq;
    public long lastId = -1;
    public long loadingId = -1;
    public long deltas;
    public boolean live;
    public boolean suspect;

    public Progress() {}

    String state() {
        if (!live) {
            return "WAITING";
        }
        return suspect ? "SUSPECT" : "LIVE";
    }
}
