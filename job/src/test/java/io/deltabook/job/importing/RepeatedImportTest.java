// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.contract.BadInputException;
import io.deltabook.job.parquet.dialect.TableFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RepeatedImportTest {
    @TempDir private Path folder;
    private CsvFolder csv;

    @BeforeEach
    void begin() {
        csv = new CsvFolder(folder);
    }

    @Test
    void aRepeatedImportDoesNothing() throws Exception {
        csv.file("x.csv", CsvFolder.TARDIS + CsvFolder.FIRST);
        csv.run();
        List<String> before = content();

        ImportResult again = csv.run();

        assertThat(again.earlier()).isEqualTo(1);
        assertThat(again.sum(ImportedFile::rows)).isEqualTo(1);
        assertThat(content()).isEqualTo(before);
    }

    private List<String> content() throws IOException {
        try (Stream<Path> all = Files.walk(csv.output())) {
            return all.filter(Files::isRegularFile)
                    .map(
                            file -> {
                                try {
                                    return file + " " + Files.getLastModifiedTime(file);
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            })
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aChangedInputIsRefusedByName() throws Exception {
        Path file = csv.file("x.csv", CsvFolder.TARDIS + CsvFolder.FIRST);
        csv.run();
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));

        assertThatThrownBy(csv::run)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("[" + file + "] must be unchanged since it was imported");
    }

    @Test
    void otherOptionsForAnImportedInputAreRefused() throws Exception {
        csv.file("x.csv", CsvFolder.TARDIS + CsvFolder.FIRST);
        csv.run();

        assertThatThrownBy(() -> csv.run(csv.settings(TableFormat.BY_COLUMNS, "OTHER")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("symbol=OTHER");
    }

    @Test
    void aCopyOfAnImportedInputIsRefused() throws Exception {
        csv.file("a.csv", CsvFolder.TARDIS + CsvFolder.FIRST);
        csv.run();
        csv.file("b.csv.gz", CsvFolder.TARDIS + CsvFolder.FIRST);

        assertThat(csv.run().bad())
                .singleElement()
                .asString()
                .contains("b.csv.gz] must differ from")
                .contains("a.csv");
        csv.assertRows("select count(*) from $deltas", "1");
    }

    @Test
    void laterFilesOfADayMayFollowButNotPrecede() throws Exception {
        csv.file("h2.csv", CsvFolder.TARDIS + CsvFolder.FIRST);
        csv.run();
        csv.file("h10.csv", CsvFolder.TARDIS + CsvFolder.SECOND);
        assertThat(csv.run().bad()).isEmpty();
        csv.file("h1.csv", CsvFolder.TARDIS + CsvFolder.FIRST + CsvFolder.SECOND);

        assertThat(csv.run().bad())
                .singleElement()
                .asString()
                .contains("h1.csv] must be read before or with")
                .contains("h2.csv");
        csv.assertRows("select side from $deltas order by filename, file_row_number", "bid", "ask");
    }

    @Test
    void aTruncatedFileFailsByLineAndTheOthersAreImported() throws Exception {
        StringBuilder rows = new StringBuilder(CsvFolder.TARDIS);
        for (int i = 0; i < 10_000; i++) {
            rows.append("binance,BTC,").append(1_723_075_200_000_000L + i * 977L % 10_007);
            rows.append(",1723075200000001,true,bid,").append(i * 7_919 % 1_009).append(",2\n");
        }
        byte[] whole = CsvFolder.gzipped(rows.toString());
        csv.file("a.csv.gz", Arrays.copyOf(whole, whole.length / 2));
        csv.file("b.csv", CsvFolder.TARDIS + CsvFolder.FIRST);

        ImportResult result = csv.run();

        assertThat(result.bad())
                .singleElement()
                .asString()
                .matches(".*a\\.csv\\.gz] must be complete, but ends early after line [\\d,]+ .*");
        csv.assertRows("select count(*) from $deltas", "1");

        csv.file("a.csv.gz", whole);
        assertThat(csv.run().bad()).isEmpty();
        csv.assertRows(
                "select parse_filename(filename), count(*) from $deltas group by 1 order by 1",
                "1.parquet|10000",
                "2.parquet|1");
    }

    @Test
    void bytesThatDoNotBelongToAGzipFileFail() throws Exception {
        byte[] whole = CsvFolder.gzipped(CsvFolder.TARDIS + CsvFolder.FIRST);
        byte[] longer = Arrays.copyOf(whole, whole.length + 5);
        byte[] damaged = whole.clone();
        damaged[whole.length - 6]++;
        csv.file("a.csv.gz", longer);
        csv.file("b.csv.gz", damaged);

        assertThat(csv.run().bad())
                .hasSize(2)
                .allMatch(message -> message.contains("must be readable, but is not after line"));
    }

    @Test
    void membersOfAGzipFileAreReadInOrder() throws Exception {
        byte[] one = CsvFolder.gzipped(CsvFolder.TARDIS + CsvFolder.FIRST);
        byte[] two = CsvFolder.gzipped(CsvFolder.SECOND);
        byte[] both = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        csv.file("a.csv.gz", both);

        assertThat(CsvFolder.only(csv.run()).rows()).isEqualTo(2);
    }

    @Test
    void aFolderWithOtherContentIsNotAnOutput() throws Exception {
        csv.file("x.csv", CsvFolder.TARDIS + CsvFolder.FIRST);
        Files.createDirectories(csv.output());
        Files.writeString(csv.output().resolve("notes.txt"), "mine");

        assertThatThrownBy(csv::run)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(
                        "must be new, empty or of an earlier import, but holds notes.txt");
    }
}
