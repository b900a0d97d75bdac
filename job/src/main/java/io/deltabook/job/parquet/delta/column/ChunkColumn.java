// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.delta.column;

import io.deltabook.job.parquet.decode.RowDecoder;

/** One column for the rows of a chunk, in the form that its field needs. */
public interface ChunkColumn {
    /** Where its values are read. */
    RowDecoder pages();
}
