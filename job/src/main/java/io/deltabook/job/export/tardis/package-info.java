// SPDX-License-Identifier: Apache-2.0
/** Tardis' CSV files, as {@code export} writes them. */
package io.deltabook.job.export.tardis;
