// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.decode;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.Lane;
import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.parquet.delta.RowOwners;
import io.deltabook.job.parquet.dialect.TableFormat;
import io.deltabook.job.parquet.profile.DeltaFileFacts;
import io.deltabook.job.parquet.testing.DeltaReads;
import io.deltabook.job.parquet.testing.Lanes;
import io.deltabook.job.parquet.testing.ListShape;
import io.deltabook.job.parquet.testing.ParquetParts;
import io.deltabook.job.parquet.testing.RandomListFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists whose levels lie are refused by name; none takes the heap. */
@Tag("slow")
final class DamagedListsTest {
    private static final MessageType SCHEMA =
            MessageTypeParser.parseMessageType(ListShape.PAIRS_OF_DOUBLES.schema());

    /** Column of the bids in the order of the schema. */
    private static final int BIDS = 1;

    private static final int DEFINED = 5;
    private static final int NULL_PAIR = 2;
    private static final int ROWS = 3;

    @TempDir Path folder;

    /** Runs of levels, a count and a level in turns. */
    private static byte[] runs(int... countAndLevel) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < countAndLevel.length; i += 2) {
            int header = countAndLevel[i] << 1;
            while (header >>> 7 != 0) {
                out.write(header & 0x7F | 0x80);
                header >>>= 7;
            }
            out.write(header);
            out.write(countAndLevel[i + 1]);
        }
        byte[] bytes = out.toByteArray();
        return ByteBuffer.allocate(Integer.BYTES + bytes.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }

    /** A file of three rows whose bids have one page of these levels. */
    private Path write(int entries, byte[] repetition, byte[] definition, int values)
            throws IOException {
        Path file = folder.resolve("lists.parquet");
        Files.deleteIfExists(file);
        try (ParquetWriter<Group> writer =
                ExampleParquetWriter.builder(new LocalOutputFile(file))
                        .withConf(new PlainParquetConfiguration())
                        .withType(SCHEMA)
                        .withWriterVersion(WriterVersion.PARQUET_1_0)
                        .withDictionaryEncoding(false)
                        .build()) {
            for (int row = 0; row < ROWS; row++) {
                Group group = new SimpleGroup(SCHEMA);
                group.add("timestamp", RandomListFile.TIME + row);
                for (String side : new String[] {"bids", "asks"}) {
                    Group pair = group.addGroup(side).addGroup(0).addGroup(0);
                    pair.addGroup(0).add(0, 1.5 + side.length());
                    pair.addGroup(0).add(0, 2.5);
                }
                writer.write(group);
            }
        }
        ParquetParts parts = ParquetParts.of(Files.readAllBytes(file));
        ParquetParts.Page page = parts.chunks.get(BIDS).get(0);
        page.body =
                ByteBuffer.allocate(repetition.length + definition.length + values * Double.BYTES)
                        .put(repetition)
                        .put(definition)
                        .array();
        page.header.getData_page_header().setNum_values(entries);
        page.header.getData_page_header().unsetStatistics();
        page.header.setUncompressed_page_size(page.body.length);
        page.seal();
        ColumnMetaData bids =
                parts.footer.getRow_groups().get(0).getColumns().get(BIDS).getMeta_data();
        bids.setNum_values(entries);
        return Files.write(file, parts.bytes());
    }

    private static void read(Path file) throws IOException {
        RowOwners owners = new RowOwners("X", "XRP", "UNKNOWN", null);
        DeltaFileFacts.inspect(file, InputTable.BOOK, TableFormat.BY_COLUMNS, owners);
        Lane lane = Lanes.lane("X", "XRP", 8, 8);
        DeltaReads.table(file, InputTable.BOOK, TableFormat.BY_COLUMNS, lane);
    }

    private static void refuses(Path file, String problem) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(BadFileException.class)
                .hasMessageStartingWith("[" + file + "] row group 0 cannot be decoded: ")
                .hasMessageContaining("column bids.list.element.list.element")
                .hasMessageContaining(problem)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void aRowOfABillionEntriesTakesNoMemory() throws IOException {
        int entries = 1 << 30;
        byte[] nulls = runs(entries, NULL_PAIR);
        Path ofOneRow = write(entries, runs(1, 0, entries - 1, 2), runs(entries, DEFINED - 1), 0);
        refuses(ofOneRow, "the list in a row must have at most ");
        refuses(write(entries, runs(1, 0, entries - 1, 1), nulls, 0), "the list in a row must");
    }

    @Test
    void missingAndSurplusRowsAreReported() throws IOException {
        byte[] levels = runs(4, DEFINED);
        refuses(
                write(4, runs(1, 0, 1, 2, 1, 0, 1, 2), levels, 4),
                "a row group must have one list per row, but 1 are missing");
        refuses(
                write(4, runs(4, 0), levels, 4),
                "a row group must have one list per row, but has more");
    }

    @Test
    void levelsThatDoNotFitAreReported() throws IOException {
        byte[] levels = runs(6, DEFINED);
        refuses(
                write(6, runs(1, 2, 5, 0), levels, 6),
                "the first entry of a row group must start a row, but has repetition level 2");
        refuses(write(6, runs(1, 0, 1, 3, 4, 0), levels, 6), "must be 0..2, but is 3");
        refuses(
                write(6, runs(1, 0, 1, 2, 4, 0), runs(1, 0, 5, DEFINED), 5),
                "a list that is null or empty must have one entry, but has more");
        refuses(write(6, runs(6, 0), runs(6, DEFINED + 1), 6), "must be 0..5, but is 6");
        refuses(write(6, runs(1, 0, 1, 2), levels, 6), "");
        refuses(write(6, runs(6, 0), runs(2, DEFINED), 6), "");
    }

    /** Whatever the bytes of a page are, the file is read or refused by name. */
    @Test
    void randomDamageIsReadOrRefusedByName() throws IOException {
        for (long seed = 1; seed <= 3_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ListShape shape = ListShape.values()[random.nextInt(ListShape.values().length)];
            Path file = folder.resolve("damaged.parquet");
            new RandomListFile(seed % 20, shape).write(file, 20);
            byte[] bytes = Files.readAllBytes(file);
            ParquetParts parts = ParquetParts.of(bytes);
            for (List<ParquetParts.Page> pages : parts.chunks) {
                pages.forEach(page -> page.header.unsetCrc());
            }
            for (int i = 0; i < 1 + random.nextInt(4); i++) {
                List<ParquetParts.Page> pages =
                        parts.chunks.get(random.nextInt(parts.chunks.size()));
                ParquetParts.Page page = pages.get(random.nextInt(pages.size()));
                if (page.body.length > 0) {
                    page.body[random.nextInt(page.body.length)] = (byte) random.nextInt(256);
                }
            }
            Files.write(file, parts.bytes());
            try {
                read(file);
            } catch (BadFileException | BadInputException e) {
                if (!e.getMessage().startsWith("[" + file + "] ")) {
                    throw new AssertionError("seed " + seed, e);
                }
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed + " of " + shape, e);
            }
        }
    }
}
