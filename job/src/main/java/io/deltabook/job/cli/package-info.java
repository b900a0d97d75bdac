// SPDX-License-Identifier: Apache-2.0
/** The command line: commands, the embedded cluster they start, and what they say to the user. */
package io.deltabook.job.cli;
