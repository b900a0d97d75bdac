// SPDX-License-Identifier: Apache-2.0
/**
 * Files in object stores and HDFS as {@link java.nio.file.Path}s, so that whatever reads a local
 * file reads these too. Read only. Knows no Flink: a {@link io.deltabook.job.storage.remote.Store}
 * brings the bytes.
 */
package io.deltabook.job.storage.remote;
