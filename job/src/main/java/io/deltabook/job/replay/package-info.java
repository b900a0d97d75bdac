// SPDX-License-Identifier: Apache-2.0
/**
 * The books of a written output, from its files alone: which files and row groups a lane has, the
 * snapshot to start from, and the replay of the events behind it. Without Flink.
 */
package io.deltabook.job.replay;
