// SPDX-License-Identifier: Apache-2.0
/**
 * Parquet files in and out, on parquet-java alone. The rooms below never look outward: {@code file}
 * opens and guards, {@code decode} and {@code encode} turn pages into arrays and back, {@code
 * dialect} says which column means what, {@code delta} reads input tables, {@code profile} looks at
 * input before it is read, {@code event} and {@code dataset} are the outputs.
 */
package io.deltabook.job.parquet;
