// SPDX-License-Identifier: Apache-2.0
/** Compares two outputs row by row and reports the first difference of each lane. */
package io.deltabook.job.verify.compare;
