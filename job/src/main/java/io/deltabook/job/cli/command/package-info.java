// SPDX-License-Identifier: Apache-2.0
/** What the commands of all rooms share: how they answer and fail, and their common arguments. */
package io.deltabook.job.cli.command;
