// SPDX-License-Identifier: Apache-2.0
package io.deltabook.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HivePathTest {
    @ParameterizedTest
    @CsvSource({
        "BTC-USDT, BTC-USDT",
        "../../etc, ..%2F..%2Fetc",
        "a=b, a%3Db",
        "100%, 100%25",
        "BTC:PERP, BTC%3APERP",
        "a b, a%20b",
        "Ω, %CE%A9",
        "€, %E2%82%AC",
        "\uD83D\uDE00, %F0%9F%98%80",
        "'', ''"
    })
    void encodesWhatIsUnsafeInAPath(String value, String encoded) {
        assertThat(HivePath.encode(value)).isEqualTo(encoded);
        assertThat(HivePath.decode(encoded)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"..", "../../etc/passwd", "/etc", "a/../../b", "\0", "\\..\\x", "\n", "~"})
    void staysInsideItsFolder(String hostile) {
        Path folder = Path.of("/out/events");

        Path inside =
                folder.resolve(HivePath.of(new LaneId(hostile, hostile)))
                        .normalize()
                        .toAbsolutePath();

        assertThat(inside.getParent().getParent()).isEqualTo(folder);
        assertThat(HivePath.valueOf("symbol", inside.getFileName().toString())).isEqualTo(hostile);
    }

    @Test
    void shortensALongValueToASegmentThatFileSystemsAccept() {
        String one = "Ω".repeat(10_000);
        String other = one + "x";

        String segment = HivePath.segment("symbol", one);

        assertThat(segment).startsWith("symbol=%CE%A9").hasSizeLessThanOrEqualTo(240);
        assertThat(segment).matches("symbol=(%CE|%A9)*~[0-9a-f]{32}");
        assertThat(segment).isNotEqualTo(HivePath.segment("symbol", other));
    }

    @Test
    void keepsAValueThatJustFits() {
        String fits = "x".repeat(HivePath.MAX_SEGMENT - "symbol=".length());

        assertThat(HivePath.segment("symbol", fits)).isEqualTo("symbol=" + fits);
        assertThat(HivePath.segment("symbol", fits + "x")).contains("~").hasSize(240);
    }

    @Test
    void leavesAPercentSignThatEscapesNothing() {
        assertThat(HivePath.decode("5%")).isEqualTo("5%");
        assertThat(HivePath.decode("5%2")).isEqualTo("5%2");
        assertThat(HivePath.decode("5%zz%41")).isEqualTo("5%zzA");
    }

    @Test
    void readsTheValueOfItsKeyOnly() {
        assertThat(HivePath.valueOf("symbol", "symbol=a%2Fb")).isEqualTo("a/b");
        assertThat(HivePath.valueOf("symbol", "symbols=a")).isNull();
        assertThat(HivePath.valueOf("symbol", "a")).isNull();
    }

    @Test
    void givesDifferentValuesDifferentSegments() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Map<String, String> valueOfSegment = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            String value = text(random);
            String segment = HivePath.segment("symbol", value);
            String earlier = valueOfSegment.put(segment, value);
            assertThat(earlier == null || earlier.equals(value))
                    .as("seed=%d %s and %s both give %s", seed, earlier, value, segment)
                    .isTrue();
        }
    }

    /** Up to 5 code units, among them halves of surrogate pairs. */
    private static String text(Random random) {
        char[] alphabet = {'a', '%', '2', 'F', '/', '~', '\uD83D', '\uDE00', '\u00E9', '?'};
        char[] text = new char[random.nextInt(6)];
        for (int i = 0; i < text.length; i++) {
            text[i] = alphabet[random.nextInt(alphabet.length)];
        }
        return new String(text);
    }
}
