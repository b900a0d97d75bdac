// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.compact;

import java.io.IOException;
import java.io.OutputStream;

/** Where tests stop a compaction or make its disk fail; in a real one nothing happens. */
interface Failpoint {
    /** Lets everything pass. */
    Failpoint NONE = step -> {};

    /** Called right after each step. */
    void reached(Step step) throws IOException;

    /** The stream that a joined file is written through. */
    default OutputStream opened(OutputStream file) {
        return file;
    }
}
