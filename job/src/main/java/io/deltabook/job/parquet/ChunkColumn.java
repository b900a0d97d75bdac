// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet;

import io.deltabook.job.parquet.page.PageColumn;

/** One column for the rows of a chunk, in the form that its field needs. */
interface ChunkColumn {
    /** Where its values are read. */
    PageColumn pages();
}
