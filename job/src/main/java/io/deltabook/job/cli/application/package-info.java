// SPDX-License-Identifier: Apache-2.0
/**
 * A run as a program of a Flink cluster: in an application's JobManager, or given to 'flink run'.
 */
package io.deltabook.job.cli.application;
