// SPDX-License-Identifier: Apache-2.0
/**
 * Registers a finished output's files as tables of an Iceberg catalog, without copying or changing
 * them. The only room that knows Iceberg's library, which nothing else of a run loads.
 */
package io.deltabook.job.iceberg;
