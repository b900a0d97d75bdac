// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.bitpacking.ByteBitPackingValuesWriter;
import org.apache.parquet.column.values.bitpacking.Packer;
import org.apache.parquet.column.values.bytestreamsplit.ByteStreamSplitValuesWriter.DoubleByteStreamSplitValuesWriter;
import org.apache.parquet.column.values.bytestreamsplit.ByteStreamSplitValuesWriter.FixedLenByteArrayByteStreamSplitValuesWriter;
import org.apache.parquet.column.values.bytestreamsplit.ByteStreamSplitValuesWriter.FloatByteStreamSplitValuesWriter;
import org.apache.parquet.column.values.bytestreamsplit.ByteStreamSplitValuesWriter.IntegerByteStreamSplitValuesWriter;
import org.apache.parquet.column.values.bytestreamsplit.ByteStreamSplitValuesWriter.LongByteStreamSplitValuesWriter;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForInteger;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;
import org.apache.parquet.column.values.deltalengthbytearray.DeltaLengthByteArrayValuesWriter;
import org.apache.parquet.column.values.deltastrings.DeltaByteArrayWriter;
import org.apache.parquet.column.values.plain.BooleanPlainValuesWriter;
import org.apache.parquet.column.values.plain.FixedLenByteArrayPlainValuesWriter;
import org.apache.parquet.column.values.plain.PlainValuesWriter;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridValuesWriter;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopCodecs;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * Writes flat Parquet files page by page: each page of a column has its own random length, version
 * and encoding, so that a dictionary is given up and taken up again within a chunk.
 */
final class PageFileWriter {
    private static final ByteBufferAllocator HEAP = HeapByteBufferAllocator.getInstance();
    private static final int SLAB = 1 << 12;

    private final SplittableRandom random;
    private final MessageType schema;
    private final CompressionCodecName codec;
    private final boolean hasChecksums;
    private final CompressionCodecFactory codecs =
            HadoopCodecs.newFactory(new PlainParquetConfiguration(), 0);

    PageFileWriter(
            SplittableRandom random,
            MessageType schema,
            CompressionCodecName codec,
            boolean hasChecksums) {
        this.random = random;
        this.schema = schema;
        this.codec = codec;
        this.hasChecksums = hasChecksums;
    }

    /**
     * Writes a file.
     *
     * @param columns the values of each column in the order of the schema, null is null
     */
    Path write(Path file, List<List<Object>> columns, int rowsPerGroup) throws IOException {
        int rows = columns.get(0).size();
        ParquetFileWriter out =
                new ParquetFileWriter(
                        new LocalOutputFile(file),
                        schema,
                        ParquetFileWriter.Mode.OVERWRITE,
                        1 << 20,
                        0,
                        64,
                        64,
                        hasChecksums);
        out.start();
        for (int from = 0; from < rows; from += rowsPerGroup) {
            int to = Math.min(rows, from + rowsPerGroup);
            out.startBlock(to - from);
            for (int column = 0; column < columns.size(); column++) {
                ColumnDescriptor descriptor = schema.getColumns().get(column);
                writeChunk(out, descriptor, columns.get(column).subList(from, to));
            }
            out.endBlock();
        }
        out.end(Map.of());
        return file;
    }

    private void writeChunk(ParquetFileWriter out, ColumnDescriptor column, List<Object> values)
            throws IOException {
        out.startColumn(column, values.size(), codec);
        PrimitiveTypeName type = column.getPrimitiveType().getPrimitiveTypeName();
        Map<Object, Integer> dictionary = new LinkedHashMap<>();
        boolean hasDictionary = type != PrimitiveTypeName.BOOLEAN && random.nextInt(3) > 0;
        if (hasDictionary) {
            int most = random.nextInt(20) == 0 ? 0 : 1 + random.nextInt(300);
            for (Object value : values) {
                if (value != null && dictionary.size() < most) {
                    dictionary.putIfAbsent(value, dictionary.size());
                }
            }
            writeDictionary(out, column, dictionary);
        }
        int longest = 1 + random.nextInt(random.nextBoolean() ? 50 : 3_000);
        for (int from = 0; from < values.size(); ) {
            int to = Math.min(values.size(), from + 1 + random.nextInt(longest));
            writePage(out, column, values.subList(from, to), hasDictionary ? dictionary : null);
            from = to;
        }
        out.endColumn();
    }

    private void writeDictionary(
            ParquetFileWriter out, ColumnDescriptor column, Map<Object, Integer> dictionary)
            throws IOException {
        ValuesWriter writer = writer(Encoding.PLAIN, column);
        dictionary.keySet().forEach(value -> put(writer, value));
        BytesInput plain = BytesInput.copy(writer.getBytes());
        Encoding encoding = random.nextBoolean() ? Encoding.PLAIN : Encoding.PLAIN_DICTIONARY;
        out.writeDictionaryPage(
                new DictionaryPage(
                        compressed(plain),
                        Math.toIntExact(plain.size()),
                        dictionary.size(),
                        encoding));
    }

    private void writePage(
            ParquetFileWriter out,
            ColumnDescriptor column,
            List<Object> values,
            Map<Object, Integer> dictionary)
            throws IOException {
        List<Object> present = new ArrayList<>(values);
        present.removeIf(value -> value == null);
        boolean isKnown = dictionary != null && dictionary.keySet().containsAll(present);
        Encoding encoding;
        BytesInput data;
        if (isKnown && random.nextInt(5) > 0) {
            encoding = random.nextBoolean() ? Encoding.RLE_DICTIONARY : Encoding.PLAIN_DICTIONARY;
            data = indexes(present, dictionary);
        } else {
            Encoding[] choice = encodings(column).toArray(new Encoding[0]);
            encoding = choice[random.nextInt(choice.length)];
            ValuesWriter writer = writer(encoding, column);
            present.forEach(value -> put(writer, value));
            data = BytesInput.copy(writer.getBytes());
        }
        Statistics<?> none = Statistics.createStats(column.getPrimitiveType());
        if (random.nextBoolean()) {
            BytesInput levels = levels(column, values, Encoding.RLE, true);
            boolean isPlain = codec == CompressionCodecName.UNCOMPRESSED;
            out.writeDataPageV2(
                    values.size(),
                    values.size() - present.size(),
                    values.size(),
                    BytesInput.empty(),
                    levels,
                    encoding,
                    isPlain ? data : compressed(data),
                    Math.toIntExact(data.size()),
                    none);
            return;
        }
        Encoding ofLevels = random.nextInt(4) == 0 ? Encoding.BIT_PACKED : Encoding.RLE;
        BytesInput page =
                BytesInput.copy(BytesInput.concat(levels(column, values, ofLevels, false), data));
        out.writeDataPage(
                values.size(),
                Math.toIntExact(page.size()),
                compressed(page),
                none,
                Encoding.RLE,
                ofLevels,
                encoding);
    }

    private BytesInput compressed(BytesInput bytes) throws IOException {
        return BytesInput.copy(codecs.getCompressor(codec).compress(bytes));
    }

    private static BytesInput levels(
            ColumnDescriptor column, List<Object> values, Encoding encoding, boolean isBare)
            throws IOException {
        if (column.getMaxDefinitionLevel() == 0) {
            return BytesInput.empty();
        }
        if (isBare) {
            RunLengthBitPackingHybridEncoder runs =
                    new RunLengthBitPackingHybridEncoder(1, SLAB, SLAB, HEAP);
            for (Object value : values) {
                runs.writeInt(value == null ? 0 : 1);
            }
            return BytesInput.copy(runs.toBytes());
        }
        ValuesWriter writer =
                encoding == Encoding.RLE
                        ? new RunLengthBitPackingHybridValuesWriter(1, SLAB, SLAB, HEAP)
                        : new ByteBitPackingValuesWriter(1, Packer.BIG_ENDIAN);
        for (Object value : values) {
            writer.writeInteger(value == null ? 0 : 1);
        }
        return BytesInput.copy(writer.getBytes());
    }

    private BytesInput indexes(List<Object> values, Map<Object, Integer> dictionary)
            throws IOException {
        int least = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, dictionary.size() - 1));
        int width = random.nextInt(5) == 0 ? Math.min(32, least + random.nextInt(25)) : least;
        RunLengthBitPackingHybridEncoder runs =
                new RunLengthBitPackingHybridEncoder(width, SLAB, SLAB, HEAP);
        for (Object value : values) {
            runs.writeInt(dictionary.get(value));
        }
        return BytesInput.copy(
                BytesInput.concat(BytesInput.from(new byte[] {(byte) width}), runs.toBytes()));
    }

    /** What parquet-java reads of a type, except for dictionaries. */
    static Set<Encoding> encodings(ColumnDescriptor column) {
        return switch (column.getPrimitiveType().getPrimitiveTypeName()) {
            case BOOLEAN -> EnumSet.of(Encoding.PLAIN, Encoding.RLE);
            case INT32, INT64 ->
                    EnumSet.of(
                            Encoding.PLAIN,
                            Encoding.DELTA_BINARY_PACKED,
                            Encoding.BYTE_STREAM_SPLIT);
            case DOUBLE, FLOAT -> EnumSet.of(Encoding.PLAIN, Encoding.BYTE_STREAM_SPLIT);
            case BINARY ->
                    EnumSet.of(
                            Encoding.PLAIN,
                            Encoding.DELTA_LENGTH_BYTE_ARRAY,
                            Encoding.DELTA_BYTE_ARRAY);
            case FIXED_LEN_BYTE_ARRAY ->
                    EnumSet.of(
                            Encoding.PLAIN, Encoding.DELTA_BYTE_ARRAY, Encoding.BYTE_STREAM_SPLIT);
            case INT96 -> EnumSet.of(Encoding.PLAIN);
        };
    }

    private ValuesWriter writer(Encoding encoding, ColumnDescriptor column) {
        PrimitiveTypeName type = column.getPrimitiveType().getPrimitiveTypeName();
        int width = column.getPrimitiveType().getTypeLength();
        boolean isInt32 = type == PrimitiveTypeName.INT32;
        int miniBlocks = 1 << random.nextInt(4);
        int block = miniBlocks * 8 * (1 + random.nextInt(5));
        return switch (encoding) {
            case RLE -> new RunLengthBitPackingHybridValuesWriter(1, SLAB, SLAB, HEAP);
            case DELTA_BINARY_PACKED ->
                    isInt32
                            ? new DeltaBinaryPackingValuesWriterForInteger(
                                    block, miniBlocks, SLAB, SLAB, HEAP)
                            : new DeltaBinaryPackingValuesWriterForLong(
                                    block, miniBlocks, SLAB, SLAB, HEAP);
            case DELTA_LENGTH_BYTE_ARRAY -> new DeltaLengthByteArrayValuesWriter(SLAB, SLAB, HEAP);
            case DELTA_BYTE_ARRAY -> new DeltaByteArrayWriter(SLAB, SLAB, HEAP);
            case BYTE_STREAM_SPLIT ->
                    switch (type) {
                        case INT32 -> new IntegerByteStreamSplitValuesWriter(SLAB, SLAB, HEAP);
                        case INT64 -> new LongByteStreamSplitValuesWriter(SLAB, SLAB, HEAP);
                        case DOUBLE -> new DoubleByteStreamSplitValuesWriter(SLAB, SLAB, HEAP);
                        case FLOAT -> new FloatByteStreamSplitValuesWriter(SLAB, SLAB, HEAP);
                        default ->
                                new FixedLenByteArrayByteStreamSplitValuesWriter(
                                        width, SLAB, SLAB, HEAP);
                    };
            default ->
                    switch (type) {
                        case BOOLEAN -> new BooleanPlainValuesWriter();
                        case INT96 -> new FixedLenByteArrayPlainValuesWriter(12, SLAB, SLAB, HEAP);
                        case FIXED_LEN_BYTE_ARRAY ->
                                new FixedLenByteArrayPlainValuesWriter(width, SLAB, SLAB, HEAP);
                        default -> new PlainValuesWriter(SLAB, SLAB, HEAP);
                    };
        };
    }

    private static void put(ValuesWriter writer, Object value) {
        if (value instanceof Boolean flag) {
            writer.writeBoolean(flag);
        } else if (value instanceof Integer number) {
            writer.writeInteger(number);
        } else if (value instanceof Long number) {
            writer.writeLong(number);
        } else if (value instanceof Double number) {
            writer.writeDouble(number);
        } else if (value instanceof Float number) {
            writer.writeFloat(number);
        } else {
            writer.writeBytes((Binary) value);
        }
    }
}
