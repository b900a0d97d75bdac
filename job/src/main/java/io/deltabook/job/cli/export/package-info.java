// SPDX-License-Identifier: Apache-2.0
/** The {@code export} command and its answer. */
package io.deltabook.job.cli.export;
