// SPDX-License-Identifier: Apache-2.0
/**
 * Columns of imported rows, from text to the types of the native dialect, never through floating
 * point.
 */
package io.deltabook.job.importing.column;
