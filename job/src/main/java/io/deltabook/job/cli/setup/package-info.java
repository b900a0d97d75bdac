// SPDX-License-Identifier: Apache-2.0
/** Commands about the program itself: whether its machine is fit, and its help in other forms. */
package io.deltabook.job.cli.setup;
