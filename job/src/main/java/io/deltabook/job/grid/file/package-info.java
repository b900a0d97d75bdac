// SPDX-License-Identifier: Apache-2.0
/** The columns and rows of a grid, and the files that take them. */
package io.deltabook.job.grid.file;
