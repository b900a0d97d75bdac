// SPDX-License-Identifier: Apache-2.0
package io.deltabook.contract;

/** Which time of an input row is the event time of a run. */
public enum EventClock {
    /** The venue's time, else the arrival time. */
    EVENT,
    /** The arrival time, else the venue's. */
    ARRIVAL
}
