// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.testing.CommandLineRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Completion and manual pages, read by the programs that they are for, where these are there. */
final class HelpInOtherFormsTest {
    private static final String CANNOT_BE_RUN = "cannot be run";

    @TempDir private Path folder;

    @Test
    void theShellCompletesCommandsAndOptions() throws Exception {
        Path script = folder.resolve("completion.sh");
        Files.writeString(script, CommandLineRun.succeeds("completion bash").out());
        assumeThat(output("bash", "--version")).isNotEqualTo(CANNOT_BE_RUN);

        assertThat(completed(script, "deltabook", "ver")).contains("verify", "version");
        assertThat(completed(script, "deltabook", "run", "--par")).containsOnly("--parallelism");
        assertThat(completed(script, "deltabook", "completion", "z")).containsOnly("zsh");
    }

    private List<String> completed(Path script, String... words) throws Exception {
        String line = String.join(" ", words);
        String text =
                output(
                        "bash",
                        "-c",
                        "source %s; COMP_WORDS=(%s); COMP_CWORD=%d; _complete_deltabook 2>/dev/null; printf '%%s\\n' \"${COMPREPLY[@]}\""
                                .formatted(script, line, words.length - 1));
        return text.lines().map(String::strip).toList();
    }

    @Test
    void bothShellsGetTheSameScript() {
        assertThat(CommandLineRun.succeeds("completion ZSH").out())
                .isEqualTo(CommandLineRun.succeeds("completion bash").out());
        CommandLineRun.of("completion fish").assertEndedWith(ExitCode.USAGE);
    }

    @Test
    void everyCommandHasAPageThatManReadsWithoutAWarning() throws Exception {
        Path pages = folder.resolve("man/man1");
        CommandLineRun.succeeds("man --output", pages).assertOutPattern("Wrote \\d+ pages to");

        assertThat(pages.resolve("deltabook.1"))
                .content()
                .contains(".SH NAME\ndeltabook \\- Turns recorded order\\-book deltas")
                .contains("deltabook\\-verify(1)");
        assertThat(pages.resolve("deltabook-run.1"))
                .content()
                .contains(".B \\-\\-max\\-gap\\-ratio=R\n", ".SH EXAMPLES\n.nf\ndeltabook run ");
        assumeThat(output("groff", "--version")).isNotEqualTo(CANNOT_BE_RUN);
        try (Stream<Path> files = Files.list(pages)) {
            String[] command = {"groff", "-man", "-Tutf8", "-k", "-ww", "-z"};
            List<String> words = new ArrayList<>(List.of(command));
            files.map(Path::toString).forEach(words::add);
            assertThat(output(words.toArray(String[]::new))).isEmpty();
        }
    }

    @Test
    void aPageIsPrinted() {
        CommandLineRun.succeeds("man doctor")
                .assertOut(".TH \"DELTABOOK\\-DOCTOR\" 1", ".SH EXIT STATUS");
        CommandLineRun.of("man nosuch")
                .assertEndedWith(ExitCode.USAGE)
                .assertErr("COMMAND must be one of run, ", "but was nosuch");
        CommandLineRun.of("man run --output", folder).assertEndedWith(ExitCode.USAGE);
    }

    /** Both streams of a program, or that it is not there. */
    private static String output(String... words) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
            String text =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return text;
        } catch (IOException e) {
            return CANNOT_BE_RUN;
        }
    }
}
