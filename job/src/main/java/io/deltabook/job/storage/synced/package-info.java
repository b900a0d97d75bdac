// SPDX-License-Identifier: Apache-2.0
/**
 * Flink's local file system with names forced to the disk: what a checkpoint refers to survives a
 * power cut.
 */
package io.deltabook.job.storage.synced;
