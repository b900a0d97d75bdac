// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.testing;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Files that nobody writes by accident. */
public enum HostileFile {
    LIST_OF_BILLIONS(
            "a list must have at most the 2 remaining bytes as elements, but has 2147483647",
            folder -> withFooter(0x15, 0x02, 0x19, 0xFC, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, 0x00, 0x00)),
    STRUCTS_IN_STRUCTS(
            "structs must be nested at most 32 deep",
            folder -> withFooter(IntStream.generate(() -> 0x1C).limit(200_000).toArray())),
    LISTS_IN_LISTS(
            "structs must be nested at most 32 deep",
            folder -> withFooter(IntStream.generate(() -> 0x19).limit(200_000).toArray())),
    EMPTY_STRUCTS(
            "parts fit this heap",
            folder -> {
                byte[] footer = new byte[30_000_000];
                byte[] head = {
                    0x15, 0x02, 0x59, (byte) 0xFC, (byte) 0x80, (byte) 0x80, (byte) 0xA4, 0x0E
                };
                System.arraycopy(head, 0, footer, 0, head.length);
                return withFooter(footer);
            }),
    DEEP_SCHEMA(
            "columns must be nested at most 64 groups deep",
            folder -> {
                ParquetParts parts = parts(folder);
                List<SchemaElement> schema = parts.footer.getSchema();
                SchemaElement last = schema.remove(schema.size() - 1);
                for (int i = 0; i < 100_000; i++) {
                    schema.add(group("g", 1));
                }
                schema.add(last);
                return parts.bytes();
            }),
    HUNDRED_THOUSAND_COLUMNS(
            null,
            folder -> {
                ParquetParts parts = parts(folder);
                SchemaElement column = parts.footer.getSchema().get(3);
                RowGroup group = parts.footer.getRow_groups().get(0);
                byte[] file = parts.bytes();
                for (int i = 0; i < 100_000; i++) {
                    parts.footer.addToSchema(column.deepCopy().setName("column" + i));
                    ColumnChunk chunk = group.getColumns().get(2).deepCopy();
                    chunk.getMeta_data().setPath_in_schema(List.of("column" + i));
                    group.addToColumns(chunk);
                }
                parts.footer.unsetColumn_orders();
                SchemaElement root = parts.footer.getSchema().get(0);
                root.setNum_children(root.getNum_children() + 100_000);
                return parts.footerOver(file);
            }),
    ROWS_THAT_OVERFLOW(
            "the number of rows must be 0 or more and their total below 2^63",
            folder -> {
                ParquetParts parts = parts(folder);
                byte[] file = parts.bytes();
                RowGroup group = parts.footer.getRow_groups().get(0);
                rows(group, Long.MAX_VALUE);
                parts.footer.addToRow_groups(group.deepCopy());
                return parts.footerOver(file);
            }),
    ROWS_THAT_ARE_NOT_THERE(
            "must have 4611686018427387904 values, but ha",
            folder -> {
                ParquetParts parts = parts(folder);
                byte[] file = parts.bytes();
                rows(parts.footer.getRow_groups().get(0), 1L << 62);
                return parts.footerOver(file);
            }),
    PAGE_BOMB("page", folder -> bomb(folder, "price", PageType.DATA_PAGE)),
    TIME_BOMB("page", folder -> bomb(folder, "origin_time", PageType.DATA_PAGE)),
    TEXT_BOMB("page", folder -> bomb(folder, "side", PageType.DATA_PAGE)),
    DICTIONARY_BOMB(
            "a dictionary must have 0 to",
            folder -> {
                ParquetParts parts = parts(folder);
                ParquetParts.Page dictionary = page(parts, "origin_time", PageType.DICTIONARY_PAGE);
                inflate(dictionary, 1_500_000_000);
                dictionary.header.getDictionary_page_header().setNum_values(187_500_000);
                return parts.bytes();
            }),
    TEXT_DICTIONARY_BOMB(
            "a dictionary must have 0 to",
            folder -> {
                ParquetParts parts = parts(folder);
                ParquetParts.Page dictionary = page(parts, "side", PageType.DICTIONARY_PAGE);
                inflate(dictionary, 400_000_000);
                dictionary.header.getDictionary_page_header().setNum_values(100_000_000);
                return parts.bytes();
            }),
    STATISTICS_OF_A_PAGE(
            null,
            folder -> {
                ParquetParts parts = parts(folder);
                ParquetParts.Page page = page(parts, "price", PageType.DATA_PAGE);
                Statistics statistics = new Statistics();
                statistics.setMax(new byte[60_000_000]);
                page.header.getData_page_header().setStatistics(statistics);
                return parts.bytes();
            }),
    SYMBOL_OF_TEN_MEGABYTES(
            "a name must have at most 765 bytes",
            folder ->
                    written(
                            folder,
                            List.of(
                                    DeltaRow.bid("x".repeat(10_000_000), 1),
                                    DeltaRow.bid("y", 2)))),
    SYMBOLS_OF_TEN_KILOBYTES(
            "a name must have at most 765 bytes",
            folder ->
                    written(
                            folder,
                            IntStream.range(0, 30_000)
                                    .mapToObj(i -> DeltaRow.bid("x".repeat(10_000) + i, i))
                                    .toList())),
    A_SYMBOL_A_ROW(
            "a file at most 50000 of them",
            folder ->
                    written(
                            folder,
                            IntStream.range(0, 200_000)
                                    .mapToObj(i -> DeltaRow.bid("SYMBOL-" + i, i))
                                    .toList())),
    SYMBOL_THAT_IS_A_LINE(
            "symbol must have no control or format characters, but has: 'BTC\\u000a12:00:00 INFO",
            folder ->
                    written(
                            folder,
                            List.of(
                                    DeltaRow.bid("BTC\n12:00:00 INFO  all is well", 1),
                                    DeltaRow.bid("BTC\u001b[2J", 2)))),
    EMPTY_SYMBOL(
            "symbol must have 1 to 255 characters, but has 0",
            folder -> written(folder, List.of(DeltaRow.bid("", 1)))),
    SIDE_OF_SIXTY_MEGABYTES(
            "page",
            folder ->
                    written(
                            folder,
                            List.of(DeltaRow.bid("BTC-USDT", 1).withSide("b".repeat(60_000_000))))),
    ROW_GROUPS_WITHOUT_COLUMNS(
            "footer cannot be decoded",
            folder -> {
                ParquetParts parts = parts(folder);
                byte[] file = parts.bytes();
                parts.footer.getRow_groups().get(0).setColumns(new ArrayList<>());
                return parts.footerOver(file);
            }),
    NO_ROWS(null, folder -> written(folder, List.of())),
    NO_COLUMNS(
            "a column for the event time must be there",
            folder -> {
                ParquetParts parts = parts(folder);
                byte[] file = parts.bytes();
                parts.footer.setSchema(List.of(group("deltas", 0)));
                parts.footer.setRow_groups(List.of());
                return parts.footerOver(file);
            });

    private static final int ROWS = 500;

    private final String must;
    private final Content content;

    /** Makes the bytes of a file. */
    private interface Content {
        byte[] in(Path folder) throws IOException;
    }

    /**
     * @param must part of what must hold, null where the file can be read
     */
    HostileFile(String must, Content content) {
        this.must = must;
        this.content = content;
    }

    public String must() {
        return must;
    }

    public Path write(Path folder) throws IOException {
        byte[] bytes = content.in(folder);
        return Files.write(folder.resolve(name() + ".parquet"), bytes);
    }

    private static byte[] withFooter(int... footer) {
        byte[] bytes = new byte[footer.length];
        for (int i = 0; i < footer.length; i++) {
            bytes[i] = (byte) footer[i];
        }
        return withFooter(bytes);
    }

    private static byte[] withFooter(byte[] footer) {
        byte[] magic = "PAR1".getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(footer.length + 12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(magic)
                .put(footer)
                .putInt(footer.length)
                .put(magic)
                .array();
    }

    private static byte[] written(Path folder, List<DeltaRow> rows) throws IOException {
        Path file = folder.resolve("sound.parquet");
        return Files.readAllBytes(
                DeltaFileWriter.plain().codec(CompressionCodecName.ZSTD).write(file, rows));
    }

    private static ParquetParts parts(Path folder) throws IOException {
        return ParquetParts.of(written(folder, DeltaRow.market(7, ROWS, "BTC-USDT")));
    }

    private static SchemaElement group(String name, int children) {
        return new SchemaElement(name)
                .setNum_children(children)
                .setRepetition_type(FieldRepetitionType.OPTIONAL);
    }

    private static void rows(RowGroup group, long rows) {
        group.setNum_rows(rows);
        group.getColumns().forEach(chunk -> chunk.getMeta_data().setNum_values(rows));
    }

    private static ParquetParts.Page page(ParquetParts parts, String column, PageType type) {
        List<ColumnChunk> columns = parts.footer.getRow_groups().get(0).getColumns();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).getMeta_data().getPath_in_schema().equals(List.of(column))) {
                columns.get(i).getMeta_data().setTotal_uncompressed_size(Long.MAX_VALUE);
                for (ParquetParts.Page page : parts.chunks.get(i)) {
                    if (page.header.getType() == type) {
                        return page;
                    }
                }
            }
        }
        throw new IllegalStateException(column + " must have a page of " + type);
    }

    private static byte[] bomb(Path folder, String column, PageType type) throws IOException {
        ParquetParts parts = parts(folder);
        inflate(page(parts, column, type), 1_500_000_000);
        return parts.bytes();
    }

    private static void inflate(ParquetParts.Page page, int size) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZstdOutputStream zeros = new ZstdOutputStream(out)) {
            byte[] some = new byte[1_000_000];
            for (int left = size; left > 0; left -= some.length) {
                zeros.write(some);
            }
        }
        page.body = out.toByteArray();
        page.header.setUncompressed_page_size(size);
        page.seal();
    }
}
