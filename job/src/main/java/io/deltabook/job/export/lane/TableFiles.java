// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.export.lane;

import io.deltabook.job.export.lane.ExportCounts.Count;
import io.deltabook.job.storage.NewFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.LocalDate;

/**
 * One table of a lane: a file a day, made with its first row and named when it is complete. Used by
 * one thread.
 */
public abstract class TableFiles implements Closeable {
    private final ExportCounts counts;
    private LocalDate day;
    private NewFile file;

    protected TableFiles(ExportCounts counts) {
        this.counts = counts;
    }

    /** All rows from here on belong to the file of this UTC day. */
    public void beginDay(LocalDate next) throws IOException {
        end();
        day = next;
    }

    /** The UTC day of the rows. */
    protected final LocalDate day() {
        return day;
    }

    /** Whether the day has a row yet. */
    protected final boolean isOpen() {
        return file != null;
    }

    /** Begins the day's file. */
    protected final OutputStream open(Path target) throws IOException {
        file = new NewFile(target);
        return file.out();
    }

    /** Writes what ends the content of a file, and returns its name. */
    protected abstract Path endContent() throws IOException;

    /** Gives back what the writer of the content holds; there may be an open file. */
    protected void closeContent() throws IOException {}

    /** Completes the day's file, if there is one. */
    public final void end() throws IOException {
        if (isOpen()) {
            file.complete(endContent());
            counts.add(Count.FILES);
            close();
        }
    }

    /** Deletes the file that is not complete. */
    @Override
    public final void close() throws IOException {
        if (isOpen()) {
            closeContent();
            file.close();
            file = null;
        }
    }
}
