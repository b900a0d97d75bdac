// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.memory;

import java.io.Serializable;

/**
 * Measures the memory a process uses. Equal probes measure the same, in any process; called by one
 * thread.
 */
public interface MemoryProbe extends Serializable {
    /** Bytes in use, including garbage not yet collected. */
    long usedBytes();

    /** Bytes in use after a garbage collection; slow. */
    long settledBytes();
}
