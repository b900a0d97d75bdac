// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.file;

import com.github.luben.zstd.ZstdDecompressCtx;
import java.io.Closeable;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ParquetDecodingException;
import org.xerial.snappy.Snappy;

/**
 * The codecs of a file's pages: SNAPPY and ZSTD from array to array, the others through
 * parquet-java.
 */
public final class PageCodecs implements Closeable {
    private final CompressionCodecFactory others;
    private final Map<CompressionCodecName, PageCodec> known =
            new EnumMap<>(CompressionCodecName.class);
    private ZstdDecompressCtx zstd;

    public PageCodecs(CompressionCodecFactory others) {
        this.others = others;
    }

    public PageCodec of(CompressionCodecName name) {
        return known.computeIfAbsent(name, this::open);
    }

    private PageCodec open(CompressionCodecName name) {
        return switch (name) {
            case SNAPPY -> PageCodecs::snappy;
            case ZSTD -> {
                zstd = new ZstdDecompressCtx();
                yield this::zstd;
            }
            default -> {
                CompressionCodecFactory.BytesInputDecompressor codec = others.getDecompressor(name);
                yield (from, at, length, to, size) -> other(codec, from, at, length, to, size);
            }
        };
    }

    private static void snappy(byte[] from, int at, int length, byte[] to, int size) {
        try {
            requireSize(Snappy.uncompressedLength(from, at, length), size);
            Snappy.uncompress(from, at, length, to, 0);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private void zstd(byte[] from, int at, int length, byte[] to, int size) {
        requireSize(zstd.decompressByteArray(to, 0, size, from, at, length), size);
    }

    private static void other(
            CompressionCodecFactory.BytesInputDecompressor codec,
            byte[] from,
            int at,
            int length,
            byte[] to,
            int size) {
        try {
            BytesInput bytes = codec.decompress(BytesInput.from(from, at, length), size);
            byte[] page = bytes.toByteArray();
            requireSize(page.length, size);
            System.arraycopy(page, 0, to, 0, size);
        } catch (IOException e) {
            throw failure(e);
        } catch (OutOfMemoryError e) {
            throw new ParquetDecodingException(
                    "a page must be decompressed within the heap, but does not fit", e);
        }
    }

    private static void requireSize(long found, int size) {
        if (found != size) {
            throw new ParquetDecodingException(
                    "a page must have " + size + " bytes when decompressed, but has " + found);
        }
    }

    private static ParquetDecodingException failure(IOException cause) {
        return new ParquetDecodingException("a page cannot be decompressed", cause);
    }

    @Override
    public void close() {
        if (zstd != null) {
            zstd.close();
        }
        others.release();
    }
}
