// SPDX-License-Identifier: Apache-2.0
/**
 * Reading and writing Parquet files, on parquet-java alone. The packages below do not depend on any
 * outside {@code parquet}: {@code file} opens and guards, {@code decode} and {@code encode} turn
 * pages into arrays and back, {@code dialect} maps columns to fields, {@code delta} reads input
 * tables, {@code profile} inspects input before it is read, {@code event} and {@code dataset} are
 * the outputs.
 */
package io.deltabook.job.parquet;
