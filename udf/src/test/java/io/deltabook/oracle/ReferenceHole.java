// SPDX-License-Identifier: Apache-2.0
package io.deltabook.oracle;

/** Ids that a gap left out, both inclusive. */
record ReferenceHole(long from, long to) {
    boolean contains(long id) {
        return id >= from && id <= to;
    }
}
