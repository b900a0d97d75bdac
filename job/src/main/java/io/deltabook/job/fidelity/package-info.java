// SPDX-License-Identifier: Apache-2.0
/** How far the books of an output agree with those of a reference. */
package io.deltabook.job.fidelity;
