// SPDX-License-Identifier: Apache-2.0
/**
 * The limit order book: sides, levels, best prices, how deep it is known (horizon), and anchors.
 */
package io.deltabook.book;
