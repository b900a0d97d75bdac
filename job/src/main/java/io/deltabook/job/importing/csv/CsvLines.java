// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing.csv;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.PlainText;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.CRC32C;

/**
 * The lines of a CSV file in order, each split at the delimiter. A line is a record: an
 * unterminated quote costs its line and no other. Lines end in LF or CR LF, the last one possibly
 * in nothing; empty lines are skipped. Used by one thread.
 */
public final class CsvLines implements Closeable {
    /** Maximum length of a line, bytes. */
    static final int LONGEST = 1 << 20;

    private static final int READ_BYTES = 1 << 17;
    private static final int[] UTF_8_MARK = {0xEF, 0xBB, 0xBF};
    private static final byte NONE = 0;

    private final Path path;
    private final InputStream in;
    private final CsvLine line = new CsvLine();
    private final CRC32C checksum = new CRC32C();
    private final byte[] buffer = new byte[LONGEST];
    private byte delimiter = NONE;
    private boolean isQuoted;
    private int start;
    private int end;
    private int next;
    private int filled;
    private long number;
    private long bytes;
    private BadLine fault;

    /**
     * @param path path for error messages
     * @param in decompressed content; closed with this
     */
    public CsvLines(Path path, InputStream in) {
        this.path = path;
        this.in = in;
    }

    /** Splits lines at an ASCII character, from the next line on. */
    public void splitAt(char character) {
        delimiter = (byte) character;
    }

    /**
     * Moves to the next non-empty line.
     *
     * @return false at the end of the file
     * @throws BadInputException if the content cannot be read any further
     */
    public boolean next() throws IOException {
        do {
            number++;
            start = next;
            int newline = scan();
            while (newline < 0 && fill()) {
                newline = scan();
            }
            if (newline < 0) {
                if (start == filled) {
                    return false;
                }
                scan();
            }
            finish(newline < 0 ? filled : newline);
            next = newline < 0 ? filled : newline + 1;
        } while (start == end);
        return true;
    }

    /** Goes back, so that {@link #next} returns the line again. */
    public void back() {
        next = start;
        number--;
    }

    /** Splits the line and returns its end; −1 if the buffer ends first. */
    private int scan() {
        final byte[] octets = buffer;
        final byte between = delimiter;
        final int to = filled;
        line.begin(octets);
        isQuoted = false;
        end = start;
        for (int at = start; at < to; at++) {
            byte octet = octets[at];
            if (octet == between) {
                line.add(end, at);
                end = at + 1;
            } else if (octet == '\n') {
                return at;
            } else if (octet == '"') {
                isQuoted = true;
            }
        }
        return -1;
    }

    /** Adds the last field. */
    private void finish(int lineEnd) {
        int field = end;
        end = lineEnd > start && buffer[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
        line.add(Math.min(field, end), end);
        fault = null;
        if (isQuoted && delimiter != NONE) {
            fault = QuotedLine.split(text(), (char) delimiter, line) ? null : BadLine.QUOTES;
        }
    }

    /** Moves the line to the front of the buffer and reads more; false at the end of the file. */
    private boolean fill() throws IOException {
        System.arraycopy(buffer, start, buffer, 0, filled - start);
        filled -= start;
        start = 0;
        if (filled == LONGEST) {
            throw new BadInputException(
                    "[%s] line %,d must have at most %,d bytes, but has more; this is not a CSV file of rows"
                            .formatted(path, number, LONGEST));
        }
        int read = read();
        if (read < 0) {
            return false;
        }
        checksum.update(buffer, filled, read);
        bytes += read;
        filled += read;
        if (bytes == filled && number == 1) {
            skipMark();
        }
        return true;
    }

    private int read() throws IOException {
        try {
            return in.read(buffer, filled, Math.min(READ_BYTES, LONGEST - filled));
        } catch (IOException e) {
            String problem =
                    e instanceof EOFException
                            ? "must be complete, but ends early"
                            : "must be readable, but is not";
            throw new BadInputException(
                    "[%s] %s after line %,d (%s); download the file again"
                            .formatted(
                                    path,
                                    problem,
                                    number - 1,
                                    PlainText.of(
                                            Objects.requireNonNullElse(
                                                    e.getMessage(), "end of file"))),
                    e);
        }
    }

    /** Skips the byte order mark that some programs write before UTF-8. */
    private void skipMark() {
        boolean isWide = filled > 1 && (buffer[0] & buffer[1]) == -2;
        if (isWide) {
            throw new BadInputException(
                    "[%s] must be UTF-8 text, but starts like UTF-16; convert it first"
                            .formatted(path));
        }
        int marks = 0;
        while (marks < UTF_8_MARK.length
                && marks < filled
                && (buffer[marks] & 0xFF) == UTF_8_MARK[marks]) {
            marks++;
        }
        start = marks == UTF_8_MARK.length ? marks : 0;
    }

    /** The fields of the line. */
    public CsvLine line() {
        return line;
    }

    /** What is wrong with the line itself, null for nothing. */
    public BadLine fault() {
        return fault;
    }

    /** Number of the line in the file, from 1. */
    public long number() {
        return number;
    }

    /** The original line, without its end. */
    public String text() {
        return new String(buffer, start, end - start, StandardCharsets.UTF_8);
    }

    /** CRC-32C of the content read so far. */
    public long checksum() {
        return checksum.getValue();
    }

    /** Bytes of the content read so far. */
    public long bytes() {
        return bytes;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
