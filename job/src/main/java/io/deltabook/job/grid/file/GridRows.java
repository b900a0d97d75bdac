// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.grid.file;

import java.io.IOException;

/** Takes rows in order. */
public interface GridRows {
    /** Takes a row, which may change afterwards. */
    void row(GridRow row) throws IOException;
}
