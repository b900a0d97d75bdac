// SPDX-License-Identifier: Apache-2.0
/**
 * Where bytes lie: folders, locks, files that appear whole or not at all, and names forced onto the
 * disk before something else relies on them.
 */
package io.deltabook.job.storage;
