// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.sink;

import io.deltabook.job.parquet.event.EventFormat;
import io.deltabook.job.parquet.event.PageEncodings;
import io.deltabook.job.parquet.event.ParquetSettings;
import java.io.File;
import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.core.fs.Path;

/**
 * Where and how the output is written.
 *
 * @param output output folder: a local path or a URI
 * @param codec one of {@link ParquetSettings#CODECS}
 * @param rowGroupBytes largest row group of an events file, bytes
 * @param maxFileBytes maximum size of an events file, bytes
 * @param idleClose pause in writing after which an open file is closed
 * @param checkInterval time between two checks for idle files
 * @param openRowGroups hours that a subtask encodes at a time; the least recently written one goes
 *     to its file first
 * @param openFiles files that a subtask has open at a time; the least recently written one is
 *     completed first
 * @param format columns of the events files and unit of all times
 * @param encodings encodings of the events files' pages
 */
public record SinkSettings(
        String output,
        String codec,
        long rowGroupBytes,
        long maxFileBytes,
        Duration idleClose,
        Duration checkInterval,
        int openRowGroups,
        int openFiles,
        EventFormat format,
        PageEncodings encodings)
        implements Serializable {
    private static final long MIB = 1024 * 1024;

    private static final long MOST_CHECK_MILLIS = 1_000;

    /** More than the lanes that commonly alternate on a subtask. */
    private static final int OPEN_ROW_GROUPS = 16;

    /** Per subtask, for events; the system allows a process a few thousand descriptors. */
    private static final int OPEN_FILES = 256;

    /** Number of full row groups that may be in memory. */
    private static final int FULL_ROW_GROUPS = 4;

    private static final int QUOTE_ROW_GROUPS = 4;
    private static final int QUOTE_FILES = 64;

    private static final long DATASET_BYTES = 16 * MIB;
    private static final int DATASET_WRITERS = 4;

    /** Minimum row groups of a file, so that one of them does not overshoot the limit. */
    private static final long ROW_GROUPS_PER_FILE = 4;

    public SinkSettings {
        if (output.isBlank()) {
            throw new IllegalArgumentException("output must name a folder, but was empty");
        }
        long least = ROW_GROUPS_PER_FILE * ParquetSettings.MIN_ROW_GROUP_BYTES;
        if (maxFileBytes < least) {
            throw new IllegalArgumentException(
                    "sink.file.max-size must be at least "
                            + least
                            + " bytes, but was "
                            + maxFileBytes);
        }
        requirePositive("sink.idle-close", idleClose);
        requirePositive("the idle check interval", checkInterval);
        requireOne("open row groups", openRowGroups);
        requireOne("open files", openFiles);
        rowGroupBytes = Math.min(rowGroupBytes, maxFileBytes / ROW_GROUPS_PER_FILE);
        codec = new ParquetSettings(codec, rowGroupBytes).codec();
    }

    /** The defaults: zstd, row groups of 16 MiB, files of at most 400 MiB, closed after 5 s. */
    public static SinkSettings defaults(String output) {
        return of(output, "zstd", 16 * MIB, 400 * MIB, Duration.ofSeconds(5));
    }

    /** The settings chosen by the user; the rest follows from them. */
    public static SinkSettings of(
            String output,
            String codec,
            long rowGroupBytes,
            long maxFileBytes,
            Duration idleClose) {
        long checkMillis = Math.min(MOST_CHECK_MILLIS, Math.max(1, idleClose.toMillis() / 4));
        return new SinkSettings(
                output,
                codec,
                rowGroupBytes,
                maxFileBytes,
                idleClose,
                Duration.ofMillis(checkMillis),
                OPEN_ROW_GROUPS,
                OPEN_FILES,
                EventFormat.DEFAULT,
                PageEncodings.COMPACT);
    }

    /** These settings with other columns and encodings. */
    public SinkSettings with(EventFormat newFormat, PageEncodings newEncodings) {
        return new SinkSettings(
                output,
                codec,
                rowGroupBytes,
                maxFileBytes,
                idleClose,
                checkInterval,
                openRowGroups,
                openFiles,
                newFormat,
                newEncodings);
    }

    /** These settings with another row group size. */
    public SinkSettings withRowGroup(long bytes) {
        return new SinkSettings(
                output,
                codec,
                bytes,
                maxFileBytes,
                idleClose,
                checkInterval,
                openRowGroups,
                openFiles,
                format,
                encodings);
    }

    private static void requireOne(String what, int count) {
        if (count < 1) {
            throw new IllegalArgumentException(what + " must be at least 1, but was " + count);
        }
    }

    private static void requirePositive(String what, Duration duration) {
        if (duration.toMillis() < 1) {
            throw new IllegalArgumentException(
                    what + " must be at least 1 ms, but was " + duration);
        }
    }

    /** Maximum bytes of events and quotes that a subtask buffers before they are written. */
    public long mostBufferedBytes() {
        return FULL_ROW_GROUPS * rowGroupBytes + quoteRowGroupBytes();
    }

    /** Resources for the event files of a subtask while they are written. */
    OpenParts.Limits eventParts() {
        return new OpenParts.Limits(
                FULL_ROW_GROUPS * rowGroupBytes, openRowGroups, openFiles, 2 * rowGroupBytes);
    }

    /** Resources for the quotes files of a subtask while they are written. */
    OpenParts.Limits quoteParts() {
        return new OpenParts.Limits(
                quoteRowGroupBytes(), QUOTE_ROW_GROUPS, QUOTE_FILES, quoteRowGroupBytes() / 2);
    }

    /** Resources for the files of a small dataset. */
    OpenParts.Limits datasetParts() {
        return new OpenParts.Limits(DATASET_BYTES, DATASET_WRITERS, DATASET_WRITERS, DATASET_BYTES);
    }

    /** Quotes are few beside the events. */
    private long quoteRowGroupBytes() {
        return Math.max(ParquetSettings.MIN_ROW_GROUP_BYTES, rowGroupBytes / 4);
    }

    ParquetSettings quotes() {
        return new ParquetSettings(codec, quoteRowGroupBytes(), format, encodings);
    }

    ParquetSettings parquet() {
        return new ParquetSettings(codec, rowGroupBytes, format, encodings);
    }

    /** A folder below the output folder. */
    Path folder(String name) {
        boolean isUri = output.contains("://");
        Path root =
                isUri ? new Path(output) : Path.fromLocalFile(new File(output).getAbsoluteFile());
        return new Path(root, name);
    }
}
