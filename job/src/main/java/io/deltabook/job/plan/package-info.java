// SPDX-License-Identifier: Apache-2.0
/**
 * Decides once what a run reads: lanes, their files in order, columns, units, scales and sequence
 * modes. Knows no Flink.
 */
package io.deltabook.job.plan;
