// SPDX-License-Identifier: Apache-2.0
/**
 * The ordered walk through a lane: its files in sequence, trades and book rows merged in, and the
 * position to resume from. Knows no Flink.
 */
package io.deltabook.job.source.lane;
