// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify.derived;

import io.deltabook.contract.BookState;
import io.deltabook.contract.EventType;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.job.parquet.event.read.EventChunk;

/** An event that derived rows are checked against. */
public interface CheckedEvent {
    long seq();

    /** Event time, epoch ns. */
    long nanos();

    /** Null if it is not in the contract. */
    EventType type();

    /** Null if it is not in the contract. */
    BookState state();

    /** Null if it has none in the contract. */
    SnapshotKind kind();

    /** The chunk that contains the row. */
    EventChunk chunk();

    /** The row within its chunk. */
    int row();
}
