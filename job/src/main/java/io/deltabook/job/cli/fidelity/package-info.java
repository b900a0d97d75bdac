// SPDX-License-Identifier: Apache-2.0
/** The {@code fidelity} command and its answers. */
package io.deltabook.job.cli.fidelity;
