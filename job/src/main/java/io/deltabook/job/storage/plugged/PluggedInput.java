// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.plugged;

import io.deltabook.job.storage.remote.StoredInput;
import io.deltabook.job.storage.remote.StoredPath;
import java.io.EOFException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.function.UnaryOperator;
import org.apache.flink.core.fs.FSDataInputStream;

/** A file that a plugin has opened. */
final class PluggedInput implements StoredInput {
    private final StoredPath file;
    private final FSDataInputStream stream;
    private final UnaryOperator<IOException> words;
    private final Method jump;

    /**
     * An open file.
     *
     * @param words says what is wrong where it cannot be read
     */
    PluggedInput(StoredPath file, FSDataInputStream stream, UnaryOperator<IOException> words) {
        this.file = file;
        this.stream = stream;
        this.words = words;
        this.jump = jumpOf(stream);
    }

    /**
     * Flink's Hadoop streams read what lies between, up to 1 MiB, where they should jump, and offer
     * another method that does.
     */
    private static Method jumpOf(FSDataInputStream stream) {
        try {
            return stream.getClass().getMethod("forceSeek", long.class);
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    /** A read may return less than was asked for, but the next goes on in the same request. */
    @Override
    public void readFully(long position, byte[] to, int at, int length) throws IOException {
        seek(position);
        int done = 0;
        while (done < length) {
            int read = read(to, at + done, length - done);
            if (read < 0) {
                throw new EOFException(
                        "[%s] must have %d bytes at %d, but ends after %d of them"
                                .formatted(file, length, position, done));
            }
            done += read;
        }
    }

    /** The first asks the store. */
    private int read(byte[] to, int at, int length) throws IOException {
        try {
            return stream.read(to, at, length);
        } catch (IOException e) {
            throw words.apply(e);
        }
    }

    private void seek(long position) throws IOException {
        if (jump == null || position == stream.getPos()) {
            stream.seek(position);
            return;
        }
        try {
            jump.invoke(stream, position);
        } catch (IllegalAccessException e) {
            stream.seek(position);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        }
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
