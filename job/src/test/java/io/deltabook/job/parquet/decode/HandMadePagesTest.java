// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.decode;

import static io.deltabook.job.parquet.testing.HandMadePages.ROWS;
import static io.deltabook.job.parquet.testing.HandMadePages.dictionary;
import static io.deltabook.job.parquet.testing.HandMadePages.lengths;
import static io.deltabook.job.parquet.testing.HandMadePages.longs;
import static io.deltabook.job.parquet.testing.HandMadePages.numbers;
import static io.deltabook.job.parquet.testing.HandMadePages.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.Lane;
import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.parquet.delta.RowOwners;
import io.deltabook.job.parquet.delta.UnlistedLanes;
import io.deltabook.job.parquet.testing.ColumnReaderOracle;
import io.deltabook.job.parquet.testing.DeltaReads;
import io.deltabook.job.parquet.testing.DeltaText;
import io.deltabook.job.parquet.testing.HandMadePages;
import io.deltabook.job.parquet.testing.HandMadePages.Pages;
import io.deltabook.job.parquet.testing.Lanes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForInteger;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages that no writer makes: made to ask for too much, or by writers long gone. */
final class HandMadePagesTest {
    private static final Lane BTC = Lanes.lane("BINANCE", "BTC-USDT", 8, 8);
    private static final RowOwners OWNERS = new RowOwners("BINANCE", "BTC-USDT", "UNKNOWN", null);

    @TempDir Path folder;

    @Test
    void readAsTheyAre() throws IOException {
        assertThat(read("update_id", "int64", page(Encoding.PLAIN, longs(1, 2, 3, 4, 5, 6, 7, 8))))
                .extracting(DeltaBatch::size)
                .containsExactly(ROWS);
    }

    @Test
    void mustHaveAsManyValuesAsTheRowGroupHasRows() {
        refuses(
                "update_id",
                "int64",
                out -> page(out, 7, 56, Encoding.PLAIN, longs(1, 2, 3, 4, 5, 6, 7)),
                "column update_id; org.apache.parquet.io.ParquetDecodingException: the pages must have 8 values, but have 7");
        refuses(
                "update_id",
                "int64",
                page(Encoding.PLAIN, longs(1, 2)),
                "64 bytes more, but has 16");
    }

    @Test
    void mustNotClaimMoreDifferencesThanTheyHaveRows() {
        byte[] claim = numbers(128, 4, Integer.MAX_VALUE, 0);
        refuses(
                "update_id",
                "int64",
                page(Encoding.DELTA_BINARY_PACKED, claim),
                "at most 8 values");
        refuses("side", "binary", page(Encoding.DELTA_BYTE_ARRAY, claim), "at most 8 values");
    }

    @Test
    void mustHaveBlocksOfDifferencesOfAPossibleShape() {
        for (int[] shape : new int[][] {{0, 4}, {128, 0}, {100, 4}, {28, 4}, {3, 8}}) {
            byte[] bytes = numbers(shape[0], shape[1], ROWS, 0);
            refuses(
                    "update_id",
                    "int64",
                    page(Encoding.DELTA_BINARY_PACKED, bytes),
                    "multiple of 8");
        }
        byte[] wide = Arrays.copyOf(numbers(128, 4, ROWS, 0, 0, 65, 0, 0, 0), 600);
        refuses("update_id", "int64", page(Encoding.DELTA_BINARY_PACKED, wide), "0..64 bits");
    }

    @Test
    void mayHaveBlocksOfAnyLengthAndAnyBitsInPartsWithoutValues() throws IOException {
        byte[] bytes = numbers(1 << 30, 8, ROWS, 20, 2, 0, 255, 255, 255, 255, 255, 255, 255);
        assertThat(ids(read("update_id", "int64", page(Encoding.DELTA_BINARY_PACKED, bytes))))
                .containsExactly(10L, 11L, 12L, 13L, 14L, 15L, 16L, 17L);
    }

    @Test
    void mustHaveIndexesWithinTheDictionary() {
        for (int index : new int[] {2, 255}) {
            refuses(
                    "update_id",
                    "int64",
                    out -> {
                        dictionary(out, 2, longs(5, 6));
                        byte[] run = {8, ROWS << 1, (byte) index};
                        page(out, ROWS, 3, Encoding.RLE_DICTIONARY, run);
                    },
                    "within the 2 entries");
        }
        refuses(
                "update_id",
                "int64",
                out -> {
                    dictionary(out, 2, longs(5, 6));
                    byte[] run = {32, ROWS << 1, -1, -1, -1, -1};
                    page(out, ROWS, 6, Encoding.RLE_DICTIONARY, run);
                },
                "within the 2 entries");
    }

    @Test
    void mustHaveTheDictionaryTheyNeed() {
        byte[] run = {1, ROWS << 1, 0};
        refuses(
                "update_id",
                "int64",
                page(Encoding.RLE_DICTIONARY, run),
                "must have a dictionary before");
        for (int entries : new int[] {3, Integer.MAX_VALUE, -1}) {
            refuses(
                    "update_id",
                    "int64",
                    out -> {
                        dictionary(out, entries, longs(5, 6));
                        page(out, ROWS, 3, Encoding.RLE_DICTIONARY, run);
                    },
                    "must have ");
        }
    }

    @Test
    void mustHaveRunsThatLieWithinThem() {
        byte[] wide = {33, ROWS << 1, 0};
        byte[] packed = {8, 3, 0, 0};
        byte[] endless = {8, -1, -1, -1, -1, 15, 0};
        for (byte[] bytes : List.of(wide, packed, endless)) {
            refuses(
                    "update_id",
                    "int64",
                    out -> {
                        dictionary(out, 2, longs(5, 6));
                        page(out, ROWS, bytes.length, Encoding.RLE_DICTIONARY, bytes);
                    },
                    "a run must have ");
        }
    }

    @Test
    void mustHaveTextsThatLieWithinThem() {
        for (int length : new int[] {-1, 1_000, Integer.MAX_VALUE}) {
            byte[] bytes =
                    ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN).putInt(length).array();
            refuses("side", "binary", page(Encoding.PLAIN, bytes), "bytes more");
        }
    }

    /** Each text is the one before and a byte more: half a gigabyte from some kilobytes. */
    @Test
    void mustNotGrowBeyondTheirLimit() throws IOException {
        int texts = 40_000;
        DeltaBinaryPackingValuesWriterForInteger prefixes = lengths();
        DeltaBinaryPackingValuesWriterForInteger suffixes = lengths();
        for (int i = 0; i < texts; i++) {
            prefixes.writeInteger(i);
            suffixes.writeInteger(1);
        }
        byte[] bytes =
                BytesInput.concat(
                                prefixes.getBytes(),
                                suffixes.getBytes(),
                                BytesInput.from(new byte[texts]))
                        .toByteArray();
        Path file =
                write(
                        texts,
                        "side",
                        "binary",
                        out -> page(out, texts, bytes.length, Encoding.DELTA_BYTE_ARRAY, bytes));
        assertThatThrownBy(() -> DeltaReads.read(file, OWNERS, UnlistedLanes.REFUSE, 0, BTC))
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining("the strings of a chunk must have at most ");
    }

    @Test
    void mustNotBeginWithMoreOfTheTextBeforeThanItHas() throws IOException {
        DeltaBinaryPackingValuesWriterForInteger prefixes = lengths();
        DeltaBinaryPackingValuesWriterForInteger suffixes = lengths();
        for (int i = 0; i < ROWS; i++) {
            prefixes.writeInteger(4);
            suffixes.writeInteger(1);
        }
        byte[] bytes =
                BytesInput.concat(
                                prefixes.getBytes(),
                                suffixes.getBytes(),
                                BytesInput.from(new byte[ROWS]))
                        .toByteArray();
        refuses("side", "binary", page(Encoding.DELTA_BYTE_ARRAY, bytes), "at most 0 bytes with");
    }

    @Test
    void mustNotClaimMoreMemoryThanTheirBytesCanFill() throws IOException {
        for (CompressionCodecName codec :
                List.of(
                        CompressionCodecName.SNAPPY,
                        CompressionCodecName.ZSTD,
                        CompressionCodecName.GZIP)) {
            Path file =
                    HandMadePages.write(
                            path(),
                            ROWS,
                            "update_id",
                            "int64",
                            codec,
                            out ->
                                    page(
                                            out,
                                            ROWS,
                                            Integer.MAX_VALUE - 100,
                                            Encoding.PLAIN,
                                            new byte[64]));
            assertThatThrownBy(() -> DeltaReads.read(file, OWNERS, UnlistedLanes.REFUSE, 0, BTC))
                    .isInstanceOf(BadFileException.class)
                    .hasMessageContaining("a page of 64 bytes must have 0..4194304 when");
        }
    }

    @Test
    void mustHaveAnEncodingOfTheirType() {
        refuses("update_id", "int64", page(Encoding.RLE, new byte[64]), "an encoding for INT64");
        refuses(
                "side",
                "binary",
                page(Encoding.BYTE_STREAM_SPLIT, new byte[64]),
                "must have an encoding for BINARY, but has BYTE_STREAM_SPLIT");
    }

    /** Writers before parquet-mr 1.8 continued with the last text of the page before. */
    @Test
    void continueWithTheTextBeforeWhereOldWritersDidSo() throws IOException {
        Path file =
                write(
                        ROWS,
                        "side",
                        "binary",
                        out -> {
                            page(out, 4, 0, Encoding.DELTA_BYTE_ARRAY, chained("ask", 0));
                            page(out, 4, 0, Encoding.DELTA_BYTE_ARRAY, chained("", 3));
                        });
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String old = text.replaceFirst("parquet-mr version 1\\.15\\.", "parquet-mr version 1.07.");
        assertThat(old).isNotEqualTo(text);
        refuses(file, 0, "at most 0 bytes with the previous one");
        Files.write(file, old.getBytes(StandardCharsets.ISO_8859_1));
        for (int from : new int[] {0, 3, 4, 5}) {
            List<String> expected = new ArrayList<>();
            ColumnReaderOracle.lines(file, List.of(Lanes.lane("UNKNOWN", "BTC-USDT", 8, 8)))
                    .forEach(line -> expected.add(line.text().replace("UNKNOWN", "BINANCE")));
            assertThat(DeltaText.of(DeltaReads.read(file, OWNERS, UnlistedLanes.REFUSE, from, BTC)))
                    .isEqualTo(expected.subList(from, ROWS))
                    .allMatch(line -> line.contains(" ASK "));
        }
    }

    /** Four times the text, the first after this many bytes of the one before. */
    private static byte[] chained(String suffix, int prefix) throws IOException {
        DeltaBinaryPackingValuesWriterForInteger prefixes = lengths();
        DeltaBinaryPackingValuesWriterForInteger suffixes = lengths();
        for (int i = 0; i < 4; i++) {
            prefixes.writeInteger(i == 0 ? prefix : 3);
            suffixes.writeInteger(i == 0 ? suffix.length() : 0);
        }
        BytesInput text = BytesInput.from(suffix.getBytes(StandardCharsets.US_ASCII));
        return BytesInput.concat(prefixes.getBytes(), suffixes.getBytes(), text).toByteArray();
    }

    private void refuses(String column, String type, Pages pages, String problem) {
        try {
            refuses(write(ROWS, column, type, pages), 0, problem);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void refuses(Path file, int from, String problem) {
        assertThatThrownBy(() -> DeltaReads.read(file, OWNERS, UnlistedLanes.REFUSE, from, BTC))
                .isInstanceOf(BadFileException.class)
                .hasMessageStartingWith("[" + file + "] row group 0 cannot be decoded: ")
                .hasMessageContaining(problem);
    }

    private List<DeltaBatch> read(String column, String type, Pages pages) throws IOException {
        Path file = write(ROWS, column, type, pages);
        return DeltaReads.read(file, OWNERS, UnlistedLanes.REFUSE, 0, BTC);
    }

    private static List<Long> ids(List<DeltaBatch> batches) {
        List<Long> ids = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            ids.add(batches.get(0).updateId(row));
        }
        return ids;
    }

    private Path write(int rows, String column, String type, Pages pages) throws IOException {
        return HandMadePages.write(
                path(), rows, column, type, CompressionCodecName.UNCOMPRESSED, pages);
    }

    private Path path() {
        return folder.resolve("made.parquet");
    }
}
