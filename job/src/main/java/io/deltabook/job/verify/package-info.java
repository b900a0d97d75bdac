// SPDX-License-Identifier: Apache-2.0
/**
 * Checks a committed output against the data contract, from its own files alone, and compares two
 * outputs. Knows no Flink.
 */
package io.deltabook.job.verify;
