// SPDX-License-Identifier: Apache-2.0
/** Every option of the job: declared once, read once into a typed and validated {@code JobConf}. */
package io.deltabook.job.config;
