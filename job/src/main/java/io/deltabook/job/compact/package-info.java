// SPDX-License-Identifier: Apache-2.0
/**
 * Joins the parts of an hour in the output of a run that is not at work. The joined files lie in a
 * new folder, which then takes the place of the hour's; a journal makes that repeatable after a
 * crash at any point.
 */
package io.deltabook.job.compact;
