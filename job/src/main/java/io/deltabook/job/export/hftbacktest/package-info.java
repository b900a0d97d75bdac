// SPDX-License-Identifier: Apache-2.0
/** hftbacktest's event arrays, as {@code export} writes them. */
package io.deltabook.job.export.hftbacktest;
