// SPDX-License-Identifier: Apache-2.0
/** Clusters that jobs run on, embedded or elsewhere, and their REST interface. */
package io.deltabook.job.cli.cluster;
