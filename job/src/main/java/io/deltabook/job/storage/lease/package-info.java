// SPDX-License-Identifier: Apache-2.0
/**
 * The lock of a folder in a store, where the system locks no files: an object that names its holder
 * and the time at which it ends unless it is renewed.
 */
package io.deltabook.job.storage.lease;
