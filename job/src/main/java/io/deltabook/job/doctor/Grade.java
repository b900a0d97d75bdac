// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.doctor;

/** How a finding is meant; the worse, the later. */
public enum Grade {
    OK,
    /** A run starts, but will be slower or may end early. */
    WARNING,
    /** A run fails. */
    FAULT
}
