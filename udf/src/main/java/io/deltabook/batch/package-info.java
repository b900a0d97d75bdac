// SPDX-License-Identifier: Apache-2.0
/**
 * Column batches of deltas and of events: primitive arrays, never one object a row, and the byte
 * form in which they travel.
 */
package io.deltabook.batch;
