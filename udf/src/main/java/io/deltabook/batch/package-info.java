// SPDX-License-Identifier: Apache-2.0
/**
 * Columnar batches of deltas and events: primitive arrays, never an object per row, and their
 * binary form.
 */
package io.deltabook.batch;
