// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.importing.column.DecimalText;
import io.deltabook.job.parquet.testing.DuckDb;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
final class ExactNumbersTest {
    @TempDir private Path folder;

    @RepeatedTest(20)
    void everyNumberIsInTheFilesAsItWasWritten() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<BigDecimal> prices = numbers(random, 1_000);
        List<BigDecimal> quantities = numbers(random, 1_000);
        CsvFolder csv = write(prices, quantities, random);

        ImportedFile file = csv.runInGroupsOf(4 * (1 + random.nextInt(500))).files().get(0);

        assertThat(file.rejects()).as("seed %d", seed).isZero();
        assertThat(values(csv, file, "price")).as("seed %d", seed).isEqualTo(plain(prices));
        assertThat(values(csv, file, "new_quantity"))
                .as("seed %d", seed)
                .isEqualTo(plain(quantities));
    }

    /** Numbers of a market, with some of any size from a random row on. */
    private static List<BigDecimal> numbers(Random random, int count) {
        int scale = random.nextInt(12);
        int digits = 1 + random.nextInt(14);
        int wildFrom = random.nextInt(2 * count);
        List<BigDecimal> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean isWild = i >= wildFrom && random.nextInt(10) == 0;
            numbers.add(
                    isWild
                            ? new BigDecimal(
                                    new BigInteger(random.nextInt(120), random),
                                    random.nextInt(40) - 5)
                            : new BigDecimal(
                                    new BigInteger((int) (digits * 3.3) + 1, random)
                                            .multiply(BigInteger.valueOf(random.nextInt(50) - 2)),
                                    random.nextInt(scale + 1)));
        }
        return numbers;
    }

    private CsvFolder write(List<BigDecimal> prices, List<BigDecimal> quantities, Random random)
            throws IOException {
        CsvFolder csv = new CsvFolder(folder);
        StringBuilder text = new StringBuilder("origin_time,side,price,new_quantity,symbol\n");
        for (int i = 0; i < prices.size(); i++) {
            text.append("1723075200000000000,bid,");
            text.append(written(prices.get(i), random)).append(',');
            text.append(written(quantities.get(i), random)).append(",A\n");
        }
        csv.file("x.csv.gz", text.toString());
        return csv;
    }

    /** One of the ways in which programs write a number. */
    private static String written(BigDecimal number, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> number.toString();
            case 1 -> number.toEngineeringString();
            case 2 -> number.scale() > 0 ? number.toPlainString() + "000" : number.toPlainString();
            default -> number.toPlainString().replaceFirst("^0\\.", ".");
        };
    }

    /** The values in the order of the files, without zeros at their end. */
    private static List<String> values(CsvFolder csv, ImportedFile file, String column) {
        List<String> values = new ArrayList<>();
        for (String part : file.parts()) {
            String path = csv.output().resolve(part).toString();
            for (String value :
                    DuckDb.rows(
                            "select %s::varchar from read_parquet('%s', file_row_number = true) order by file_row_number"
                                    .formatted(column, path))) {
                values.add(plain(new BigDecimal(value)));
            }
        }
        return values;
    }

    private static List<String> plain(List<BigDecimal> numbers) {
        return numbers.stream().map(ExactNumbersTest::plain).toList();
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toString();
    }

    @Test
    void numbersAreReadAsBigDecimalReadsThem() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        DecimalText text = new DecimalText();
        String letters = "0123456789000..-+eE ";
        for (int i = 0; i < 2_000_000; i++) {
            StringBuilder word = new StringBuilder();
            int length = 1 + random.nextInt(i % 10 == 0 ? 30 : 8);
            for (int k = 0; k < length; k++) {
                word.append(letters.charAt(random.nextInt(letters.length())));
            }
            byte[] bytes = word.toString().getBytes(StandardCharsets.US_ASCII);
            BigDecimal expected = expected(word.toString());
            DecimalText.Form form = text.read(bytes, 0, bytes.length);
            if (form == DecimalText.Form.NUMBER) {
                assertThat(BigDecimal.valueOf(text.unscaled(), text.scale()))
                        .as("%s, seed %d", word, seed)
                        .isEqualByComparingTo(expected);
            } else {
                assertThat(form == DecimalText.Form.NONE)
                        .as("%s, seed %d", word, seed)
                        .isEqualTo(expected == null);
            }
        }
    }

    private static BigDecimal expected(String word) {
        try {
            return new BigDecimal(word);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
