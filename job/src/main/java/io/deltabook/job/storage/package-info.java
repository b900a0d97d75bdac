// SPDX-License-Identifier: Apache-2.0
/**
 * Bytes on disk: folders, locks, files that appear complete or not at all, and names forced to disk
 * before anything relies on them.
 */
package io.deltabook.job.storage;
