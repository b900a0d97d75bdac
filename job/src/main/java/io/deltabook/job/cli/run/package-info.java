// SPDX-License-Identifier: Apache-2.0
/**
 * A run from the command line: its folders and locks, admission, each attempt, and the completion
 * rule.
 */
package io.deltabook.job.cli.run;
