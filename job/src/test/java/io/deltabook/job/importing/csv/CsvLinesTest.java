// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.deltabook.contract.BadInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

final class CsvLinesTest {
    private static CsvLines open(String text, Random random) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        InputStream whole = new ByteArrayInputStream(bytes);
        return new CsvLines(Path.of("x.csv"), random == null ? whole : new Trickle(whole, random));
    }

    /** Gives a few bytes at a time. */
    private static final class Trickle extends InputStream {
        private final InputStream in;
        private final Random random;

        private Trickle(InputStream in, Random random) {
            this.in = in;
            this.random = random;
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            return in.read(bytes, from, Math.min(length, 3 + random.nextInt(60)));
        }
    }

    /** Each line as its number and its fields, or what is wrong with it. */
    private static List<String> lines(CsvLines csv) throws IOException {
        List<String> lines = new ArrayList<>();
        csv.splitAt(',');
        while (csv.next()) {
            List<String> fields = new ArrayList<>();
            for (int i = 0; i < csv.line().fields(); i++) {
                fields.add(csv.line().field(i));
            }
            lines.add(csv.number() + ":" + (csv.fault() == null ? fields : csv.fault()));
        }
        return lines;
    }

    @RepeatedTest(200)
    void linesAreThoseOfFastCsv() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        String text = text(random);
        List<String> expected = new ArrayList<>();
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder()
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .ofCsvRecord(text)) {
            for (CsvRecord line : reader) {
                List<String> fields = line.getFields().stream().map(CsvLinesTest::bare).toList();
                expected.add(line.getStartingLineNumber() + ":" + fields);
            }
        }

        assertThat(lines(open(text, random))).as("seed %d", seed).isEqualTo(expected);
    }

    private static String bare(String field) {
        return field.replaceAll("^ +| +$", "");
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int lines = random.nextInt(40);
        for (int i = 0; i < lines; i++) {
            int fields = random.nextInt(6);
            for (int k = 0; k < fields; k++) {
                text.append(k == 0 ? "" : ",").append(field(random));
            }
            text.append(i < lines - 1 || random.nextBoolean() ? "\n" : "");
        }
        return random.nextBoolean() ? text.toString() : text.toString().replace("\n", "\r\n");
    }

    private static String field(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> "";
            case 1 -> "\"a,\"\"" + random.nextInt(100) + "\"";
            case 2 -> " " + random.nextInt(100) + " ";
            case 3 -> "é€" + random.nextInt(10);
            default -> Long.toString(random.nextLong());
        };
    }

    @Test
    void aQuoteThatDoesNotEndCostsItsLineOnly() throws IOException {
        assertThat(lines(open("a,b\n\"a,b\na\",b\n\"a\"x,b\na,b", null)))
                .containsExactly("1:[a, b]", "2:QUOTES", "3:[a\", b]", "4:QUOTES", "5:[a, b]");
    }

    @Test
    void theByteOrderMarkIsNotPartOfTheFirstField() throws IOException {
        assertThat(lines(open("\uFEFFa,b\n\uFEFFc,d", null)))
                .containsExactly("1:[a, b]", "2:[\uFEFFc, d]");
    }

    @Test
    void aLineCanBeReadAgain() throws IOException {
        CsvLines csv = open("a;b\nc;d\n", null);
        csv.next();
        csv.splitAt(';');
        csv.back();

        csv.next();
        assertThat(csv.number()).isEqualTo(1);
        assertThat(csv.line().field(1)).isEqualTo("b");
        csv.next();
        assertThat(csv.text()).isEqualTo("c;d");
        assertThat(csv.next()).isFalse();
    }

    @Test
    void aLineWithoutEndIsNotALine() {
        String endless = "a,b\n" + "x".repeat(CsvLines.LONGEST + 1);

        assertThatThrownBy(() -> lines(open(endless, null)))
                .isInstanceOf(BadInputException.class)
                .hasMessage(
                        "[x.csv] line 2 must have at most 1,048,576 bytes, but has more; this is not a CSV file of rows");
    }

    @Test
    void otherEncodingsAreNamed() {
        byte[] wide = "\uFEFFa,b\n".getBytes(StandardCharsets.UTF_16LE);
        CsvLines csv = new CsvLines(Path.of("x.csv"), new ByteArrayInputStream(wide));

        assertThatThrownBy(csv::next)
                .hasMessage("[x.csv] must be UTF-8 text, but starts like UTF-16; convert it first");
    }
}
