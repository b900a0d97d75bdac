// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.LongAdder;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A file as parquet-java's input, local or in a store, without Hadoop's file systems. */
public final class StoredFile implements InputFile {
    private static final LongAdder BYTES_READ = new LongAdder();

    private final Path path;

    public StoredFile(Path path) {
        this.path = path;
    }

    /** Read options of parquet-java: page checksums verified, no Hadoop configuration. */
    public static ParquetReadOptions options() {
        return ParquetReadOptions.builder(new PlainParquetConfiguration())
                .usePageChecksumVerification()
                .build();
    }

    @Override
    public long getLength() throws IOException {
        try {
            return Files.size(path);
        } catch (IOException e) {
            throw new DiskFailure(e);
        }
    }

    @Override
    public SeekableInputStream newStream() throws IOException {
        try {
            return new SeekableChannel(Files.newByteChannel(path));
        } catch (IOException e) {
            throw new DiskFailure(e);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }

    /** Bytes that this process has read from Parquet files. */
    public static long bytesRead() {
        return BYTES_READ.sum();
    }

    static void count(long bytes) {
        BYTES_READ.add(bytes);
    }

    /** Whether a file is in a store, where every request takes long. */
    public static boolean isRemote(Path path) {
        return path.getFileSystem() != FileSystems.getDefault();
    }

    private static final class SeekableChannel extends DelegatingSeekableInputStream {
        private final SeekableByteChannel channel;

        SeekableChannel(SeekableByteChannel channel) {
            super(new ChannelStream(channel));
            this.channel = channel;
        }

        @Override
        public long getPos() throws IOException {
            return channel.position();
        }

        @Override
        public void seek(long position) throws IOException {
            try {
                channel.position(position);
            } catch (IOException e) {
                throw new DiskFailure(e);
            }
        }
    }

    /** Marks I/O failures, so that they are not taken for a damaged file. */
    private static final class ChannelStream extends InputStream {
        private final SeekableByteChannel channel;

        ChannelStream(SeekableByteChannel channel) {
            this.channel = channel;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int at, int length) throws IOException {
            try {
                int read = channel.read(ByteBuffer.wrap(bytes, at, length));
                BYTES_READ.add(Math.max(read, 0));
                return read;
            } catch (IOException e) {
                throw new DiskFailure(e);
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
