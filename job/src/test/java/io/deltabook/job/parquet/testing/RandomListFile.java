// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.testing;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/**
 * Full books as lists, written by parquet-java: null and empty lists, null members, ragged ones, a
 * few very long ones, in pages of either version or in pages that end anywhere.
 */
public final class RandomListFile {
    public static final long TIME = 1_723_161_599_000_000_000L;

    private final SplittableRandom random;
    private final ListShape shape;
    private final MessageType schema;
    private final int holes;

    public RandomListFile(long seed, ListShape shape) {
        this.random = new SplittableRandom(seed);
        this.shape = shape;
        this.schema = MessageTypeParser.parseMessageType(shape.schema());
        this.holes = random.nextInt(3);
    }

    public Path write(Path file, int rows) throws IOException {
        Files.deleteIfExists(file);
        boolean isV2 = random.nextBoolean();
        boolean isSplit = !isV2 && random.nextInt(3) > 0;
        CompressionCodecName[] codecs = {
            CompressionCodecName.UNCOMPRESSED,
            CompressionCodecName.SNAPPY,
            CompressionCodecName.ZSTD
        };
        int ofGroup = random.nextBoolean() ? 100_000 : 1 + random.nextInt(rows);
        try (ParquetWriter<Group> writer =
                ExampleParquetWriter.builder(new LocalOutputFile(file))
                        .withConf(new PlainParquetConfiguration())
                        .withType(schema)
                        .withCompressionCodec(codecs[isSplit ? 0 : random.nextInt(3)])
                        .withWriterVersion(
                                isV2 ? WriterVersion.PARQUET_2_0 : WriterVersion.PARQUET_1_0)
                        .withDictionaryEncoding(random.nextBoolean())
                        .withPageRowCountLimit(1 + random.nextInt(40))
                        .withRowGroupSize(ofGroup == 100_000 ? 128L << 20 : 1)
                        .withMinRowCountForPageSizeCheck(ofGroup == 100_000 ? 100 : ofGroup)
                        .withMaxRowCountForPageSizeCheck(ofGroup == 100_000 ? 1_000 : ofGroup)
                        .build()) {
            for (int row = 0; row < rows; row++) {
                Group group = new SimpleGroup(schema);
                fill(group, schema, row);
                writer.write(group);
            }
        }
        if (isSplit) {
            byte[] split = new PageSplitter(random, schema).split(Files.readAllBytes(file));
            Files.write(file, split);
        }
        return file;
    }

    private void fill(Group group, GroupType type, int row) {
        for (int i = 0; i < type.getFieldCount(); i++) {
            Type field = type.getType(i);
            if (type == schema && field.getName().equals("timestamp")) {
                group.add(i, TIME + row);
            } else if (type == schema && field.getName().equals("symbol")) {
                group.add(i, "XRP");
            } else {
                for (int left = count(type, field); left > 0; left--) {
                    add(group, i, field, row);
                }
            }
        }
    }

    private int count(GroupType parent, Type field) {
        if (field.isRepetition(Type.Repetition.REQUIRED)) {
            return 1;
        }
        if (field.isRepetition(Type.Repetition.OPTIONAL)) {
            return random.nextInt(60) < holes ? 0 : 1;
        }
        boolean isPair = shape.isOfPairs() && schema.getFields().stream().noneMatch(parent::equals);
        if (isPair) {
            int rare = random.nextInt(300);
            return rare < holes ? rare : rare < 20 ? 3 : 2;
        }
        if (shape.isSideBySide() && random.nextInt(10) > 0) {
            return 5;
        }
        int kind = random.nextInt(30);
        return kind == 0 ? 0 : kind == 1 ? random.nextInt(900) : random.nextInt(12);
    }

    private void add(Group group, int index, Type field, int row) {
        if (!field.isPrimitive()) {
            fill(group.addGroup(index), field.asGroupType(), row);
            return;
        }
        PrimitiveType type = field.asPrimitiveType();
        boolean isZero = random.nextInt(100) < holes;
        BigDecimal value = BigDecimal.valueOf(isZero ? 0 : 1 + random.nextInt(99_999), 2);
        switch (type.getPrimitiveTypeName()) {
            case DOUBLE -> group.add(index, value.doubleValue());
            case FLOAT -> group.add(index, value.floatValue());
            case INT32 -> group.add(index, value.intValue() + 1);
            case BINARY -> group.add(index, value.toPlainString());
            case FIXED_LEN_BYTE_ARRAY -> group.add(index, fixed(type, value));
            default -> group.add(index, integer(type, value));
        }
    }

    private static long integer(PrimitiveType type, BigDecimal value) {
        return type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation decimal
                ? value.setScale(decimal.getScale()).unscaledValue().longValueExact()
                : value.longValue() + 1;
    }

    private static Binary fixed(PrimitiveType type, BigDecimal value) {
        DecimalLogicalTypeAnnotation decimal =
                (DecimalLogicalTypeAnnotation) type.getLogicalTypeAnnotation();
        byte[] bytes = value.setScale(decimal.getScale()).unscaledValue().toByteArray();
        byte[] padded = new byte[type.getTypeLength()];
        System.arraycopy(bytes, 0, padded, padded.length - bytes.length, bytes.length);
        return Binary.fromConstantByteArray(Arrays.copyOf(padded, padded.length));
    }
}
