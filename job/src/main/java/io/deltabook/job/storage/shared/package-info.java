// SPDX-License-Identifier: Apache-2.0
/** Whether all machines of a cluster see the same storage. */
package io.deltabook.job.storage.shared;
