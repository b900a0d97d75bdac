// SPDX-License-Identifier: Apache-2.0
/** The {@code grid} command and its answer. */
package io.deltabook.job.cli.grid;
