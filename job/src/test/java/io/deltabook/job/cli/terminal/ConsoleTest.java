// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

final class ConsoleTest {
    private static final String ESCAPE = "\u001b";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aStreamThatIsNoTerminalHasNoColours() {
        say(new Console(stream(out), stream(err)));

        assertThat(text(out)).isEqualTo("Complete.\n");
        assertThat(text(err)).isEqualTo("error: wrong\nwarning: odd\n");
    }

    @Test
    void eachStreamIsColouredByItself() {
        say(new Console(stream(out), stream(err), Ansi.ON, Ansi.OFF));

        assertThat(text(out)).startsWith(ESCAPE + "[1m").contains("Complete.", ESCAPE + "[32m");
        assertThat(text(err)).doesNotContain(ESCAPE);
    }

    @Test
    void foreignTextCannotColourAnything() {
        new Console(stream(out), stream(err), Ansi.ON, Ansi.ON)
                .error("symbol " + ESCAPE + "[31mRED is odd");

        assertThat(text(err)).contains(" symbol \\u001b[31mRED is odd\n");
    }

    @Test
    void aSuggestedCommandReachesItsStoreAsThisOneDid() {
        Console console = new Console(stream(out), stream(err));
        console.suggestWith(" --config s3.yaml");

        console.print("  deltabook verify s3://b/out");
        console.print("  deltabook verify /data/out");
        console.print("events  s3://b/out/events");
        console.note("  deltabook run --resume --output s3://b/out");

        assertThat(text(out))
                .isEqualTo(
                        "  deltabook verify s3://b/out --config s3.yaml\n  deltabook verify /data/out\nevents  s3://b/out/events\n");
        assertThat(text(err))
                .isEqualTo("  deltabook run --resume --output s3://b/out --config s3.yaml\n");
    }

    private static void say(Console console) {
        console.print(Tone.GOOD, "Complete.");
        console.error("wrong");
        console.warn("odd");
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
