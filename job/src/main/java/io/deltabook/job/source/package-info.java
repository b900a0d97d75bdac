// SPDX-License-Identifier: Apache-2.0
/** The source of delta batches: a split is a lane group, read strictly in order by one reader. */
package io.deltabook.job.source;
