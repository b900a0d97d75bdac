// SPDX-License-Identifier: Apache-2.0
/** Following a run that another process, or nobody, drives. */
package io.deltabook.job.cli.watch;
