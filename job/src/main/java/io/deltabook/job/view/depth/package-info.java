// SPDX-License-Identifier: Apache-2.0
/**
 * The depth of a lane's book over time: books at the ends of buckets, and their quantities by
 * price.
 */
package io.deltabook.job.view.depth;
