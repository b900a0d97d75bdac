// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.write;

import io.deltabook.job.parquet.encode.PageBuffers;
import io.deltabook.job.parquet.event.EventSchema;
import java.io.IOException;
import org.apache.parquet.column.page.PageWriteStore;

/** One column of {@link EventSchema#MESSAGE} in the row group being written. */
interface EventColumn {
    /** Its name in the schema. */
    String name();

    void beginRowGroup(PageWriteStore store);

    /** Adds rows that are null here. */
    void addNulls(int count);

    /** Ends the page, unless all its rows are null: these are merged into the next page. */
    void endPage(PageBuffers buffers) throws IOException;

    /** Ends the last page and adds the dictionaries. */
    void endRowGroup(PageBuffers buffers) throws IOException;

    /** Bytes of the pages so far, with dictionaries uncompressed. */
    long bytes();
}
