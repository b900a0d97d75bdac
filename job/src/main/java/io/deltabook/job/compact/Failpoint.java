// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.compact;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Lets tests stop a compaction or make its disk fail; does nothing otherwise. Asked by every thread
 * that builds an hour.
 */
interface Failpoint {
    /** Never fails. */
    Failpoint NONE = step -> {};

    /** Called right after each step. */
    void reached(Step step) throws IOException;

    /** Wraps the stream that a joined file is written through. */
    default OutputStream opened(OutputStream file) {
        return file;
    }
}
