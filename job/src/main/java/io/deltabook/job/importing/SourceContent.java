// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing;

import io.deltabook.job.importing.csv.CountedBytes;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** Opens an input file; gzipped content, of one or several members, is decompressed. */
public final class SourceContent {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final byte[] GZIP = {0x1F, (byte) 0x8B};

    private SourceContent() {}

    /**
     * Opens a file.
     *
     * @param read receives the number of bytes read from the file
     */
    public static InputStream open(Path path, LongAdder read) throws IOException {
        InputStream file =
                new BufferedInputStream(
                        new CountedBytes(Files.newInputStream(path), read), BUFFER_BYTES);
        try {
            file.mark(GZIP.length);
            byte[] begin = file.readNBytes(GZIP.length);
            file.reset();
            boolean isGzip = Arrays.equals(begin, GZIP);
            return isGzip ? new GzipCompressorInputStream(file, true) : file;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }
}
