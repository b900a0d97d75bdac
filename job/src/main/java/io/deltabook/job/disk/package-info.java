// SPDX-License-Identifier: Apache-2.0
/** What has to be on the disk before something else relies on it, for the case of a power cut. */
package io.deltabook.job.disk;
