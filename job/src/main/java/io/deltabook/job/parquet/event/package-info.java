// SPDX-License-Identifier: Apache-2.0
/** The events file: its schema by version, its footer, and what a footer tells. */
package io.deltabook.job.parquet.event;
