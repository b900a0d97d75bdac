// SPDX-License-Identifier: Apache-2.0
/**
 * Checks a committed output against the data contract, using only its own files, and compares two
 * outputs. Independent of Flink.
 */
package io.deltabook.job.verify;
