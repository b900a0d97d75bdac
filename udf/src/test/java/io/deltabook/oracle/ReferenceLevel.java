// SPDX-License-Identifier: Apache-2.0
package io.deltabook.oracle;

/** One price of one side, best first in a list. */
public record ReferenceLevel(long price, long quantity) {}
