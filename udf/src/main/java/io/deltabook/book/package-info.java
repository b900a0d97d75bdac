// SPDX-License-Identifier: Apache-2.0
/**
 * The limit order book: sides, levels, best prices, and the depth up to which it is known
 * (horizon).
 */
package io.deltabook.book;
