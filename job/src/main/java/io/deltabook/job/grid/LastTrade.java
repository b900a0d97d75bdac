// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.grid;

import io.deltabook.contract.EventType;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.RowGroupFacts;
import io.deltabook.job.parquet.event.read.EventChunk;
import io.deltabook.job.parquet.event.read.EventFileReader;
import io.deltabook.job.replay.IndexedFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/**
 * A trade.
 *
 * @param seq its number
 * @param nanos its event time, epoch ns
 * @param price its price
 */
record LastTrade(long seq, long nanos, BigDecimal price) {
    private static final EventType[] TYPES = EventType.values();

    private static final Set<String> COLUMNS =
            Set.of(
                    EventSchema.EVENT_SEQ,
                    EventSchema.EVENT_TIMESTAMP,
                    EventSchema.EVENT_TYPE,
                    EventSchema.TRADE_PRICE);

    /**
     * The last trade before an event; null if there is none.
     *
     * @param newestFirst the lane's files, the one with the largest last event first
     */
    static LastTrade before(List<IndexedFile> newestFirst, long seq) throws IOException {
        LastTrade last = null;
        for (IndexedFile file : newestFirst) {
            if (last != null && file.facts().lastSeq() < last.seq) {
                return last;
            }
            boolean hasTrades = file.facts().rowsOfType().getOrDefault(EventType.TRADE, 0L) > 0;
            if (hasTrades && file.facts().firstSeq() < seq) {
                LastTrade found = before(file, seq);
                last = last == null || found != null && found.seq > last.seq ? found : last;
            }
        }
        return last;
    }

    private static LastTrade before(IndexedFile file, long seq) throws IOException {
        List<RowGroupFacts> groups = file.rowGroups();
        try (EventFileReader reader = EventFileReader.open(file.path(), COLUMNS::contains)) {
            for (int group = groups.size() - 1; group >= 0; group--) {
                if (groups.get(group).firstSeq() < seq) {
                    reader.seek(group);
                    LastTrade found = last(reader, group, seq);
                    if (found != null) {
                        return found;
                    }
                }
            }
        }
        return null;
    }

    private static LastTrade last(EventFileReader reader, int group, long seq) throws IOException {
        LastTrade last = null;
        while (reader.next() && reader.rowGroup() == group) {
            EventChunk chunk = reader.chunk();
            int row = chunk.size() - 1;
            while (row >= 0
                    && (chunk.seq().value(row) >= seq
                            || chunk.type().named(TYPES, row) != EventType.TRADE)) {
                row--;
            }
            if (row >= 0) {
                last =
                        new LastTrade(
                                chunk.seq().value(row),
                                chunk.nanos().value(row),
                                chunk.tradePrice().value(row));
            }
        }
        return last;
    }
}
