// SPDX-License-Identifier: Apache-2.0
/**
 * A recorded capture repeated in time and under more symbols, until it is as large as asked for.
 */
package io.deltabook.job.generate.amplify;
