// SPDX-License-Identifier: Apache-2.0
/**
 * The {@code grid} command's work: books and trades of an output as rows on a time grid, or a row a
 * message. {@code file} has the rows and the formats of their files.
 */
package io.deltabook.job.grid;
