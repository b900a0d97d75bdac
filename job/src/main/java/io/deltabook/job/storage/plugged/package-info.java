// SPDX-License-Identifier: Apache-2.0
/** Stores that Flink's file-system plugins reach. */
package io.deltabook.job.storage.plugged;
