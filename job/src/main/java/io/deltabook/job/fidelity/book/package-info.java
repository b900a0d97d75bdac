// SPDX-License-Identifier: Apache-2.0
/** Books as a comparison sees them: the best levels of both sides, one state after the other. */
package io.deltabook.job.fidelity.book;
