// SPDX-License-Identifier: Apache-2.0
/** The clusters that jobs run on, embedded or remote, and their REST interface. */
package io.deltabook.job.cli.cluster;
