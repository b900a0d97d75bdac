// SPDX-License-Identifier: Apache-2.0
/** The terminal: console, progress, tables, exit codes, and failures in one line. */
package io.deltabook.job.cli.terminal;
