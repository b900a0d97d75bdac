// SPDX-License-Identifier: Apache-2.0
/**
 * Joins the parts of an hour in the output of a run that is not running. The joined files are built
 * in a new folder, which then replaces the hour's; a journal makes this repeatable after a crash at
 * any point.
 */
package io.deltabook.job.compact;
