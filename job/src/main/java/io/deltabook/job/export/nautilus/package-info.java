// SPDX-License-Identifier: Apache-2.0
/** NautilusTrader's Parquet catalog, as {@code export} writes it. */
package io.deltabook.job.export.nautilus;
