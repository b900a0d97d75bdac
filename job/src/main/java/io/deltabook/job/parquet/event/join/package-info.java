// SPDX-License-Identifier: Apache-2.0
/** Events files joined into larger ones, and checked against their parts. */
package io.deltabook.job.parquet.event.join;
