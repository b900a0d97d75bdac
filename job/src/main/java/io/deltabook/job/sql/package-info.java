// SPDX-License-Identifier: Apache-2.0
/** The views through which DuckDB reads an output. */
package io.deltabook.job.sql;
