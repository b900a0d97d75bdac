// SPDX-License-Identifier: Apache-2.0
/**
 * Statistics of pairs of books and of series of quotes. They know neither files nor lanes, read
 * nothing twice and need the same memory however long the series is.
 */
package io.deltabook.job.fidelity.measure;
