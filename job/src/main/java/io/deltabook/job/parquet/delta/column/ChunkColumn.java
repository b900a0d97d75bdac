// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.delta.column;

import io.deltabook.job.parquet.decode.RowDecoder;

/** One column of a chunk, converted to the form that its field needs. */
public interface ChunkColumn {
    /** The decoder of its values. */
    RowDecoder pages();
}
