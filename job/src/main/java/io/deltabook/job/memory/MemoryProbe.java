// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.memory;

import java.io.Serializable;

/**
 * Measures what a process has in use. Equal probes measure the same, in whatever process they are;
 * called by one thread.
 */
public interface MemoryProbe extends Serializable {
    /** Bytes in use, garbage that was not collected yet included. */
    long usedBytes();

    /** Bytes in use after garbage was collected; slow. */
    long settledBytes();
}
