// SPDX-License-Identifier: Apache-2.0
/** Digests of rows that do not depend on how the rows are split into files and encoded. */
package io.deltabook.job.verify.digest;
