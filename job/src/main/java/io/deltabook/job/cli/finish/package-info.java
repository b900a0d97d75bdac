// SPDX-License-Identifier: Apache-2.0
/**
 * The end of a run whose job has ended, whoever drove it: checked, reported, and its state deleted.
 */
package io.deltabook.job.cli.finish;
