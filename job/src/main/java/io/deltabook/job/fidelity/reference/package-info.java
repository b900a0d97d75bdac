// SPDX-License-Identifier: Apache-2.0
/** Where books come from: outputs, and rows of vendors. */
package io.deltabook.job.fidelity.reference;
