// SPDX-License-Identifier: Apache-2.0
/** The command line: its commands and their arguments. */
package io.deltabook.job.cli;
