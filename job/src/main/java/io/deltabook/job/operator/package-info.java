// SPDX-License-Identifier: Apache-2.0
/** The keyed operator that holds the books: a shell of the engine. */
package io.deltabook.job.operator;
