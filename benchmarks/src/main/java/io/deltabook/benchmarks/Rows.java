// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Rows processed by a benchmark; JMH reports them per second. */
@AuxCounters(AuxCounters.Type.OPERATIONS)
@State(Scope.Thread)
public class Rows {
    public long rows;
}
