// SPDX-License-Identifier: Apache-2.0
package io.deltabook.oracle;

import io.deltabook.contract.Side;

/** A usable row of a message, or a repair row. */
record ReferenceRow(Side side, long price, long quantity) {}
