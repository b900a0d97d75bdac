// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.setup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.testing.CommandLineRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DoctorCommandTest {
    @TempDir private Path folder;

    @Test
    void everyPartOfThisMachineIsNamedAndNothingIsMade() {
        CommandLineRun run = CommandLineRun.of("doctor", folder.resolve("out")).assertSucceeded();

        assertThat(run.out().lines().map(line -> line.replaceAll(" {2,}", "|")))
                .anyMatch(line -> line.startsWith("OK|Java|" + Runtime.version().feature()))
                .anyMatch(line -> line.matches("(OK|warning)\\|memory\\|[0-9,]+ MB, .*"))
                .anyMatch(line -> line.matches("(OK|warning)\\|disk of the state\\|.*"))
                .last()
                .asString()
                .startsWith("This machine can run deltabook");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aPortInUseIsAFaultWithTheWayOut() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CommandLineRun run =
                    CommandLineRun.of(
                                    "doctor --json --web-port " + taken.getLocalPort(),
                                    folder.resolve("out"))
                            .assertEndedWith(ExitCode.FAILED);

            JsonNode json = new ObjectMapper().readTree(run.out());
            assertThat(json.get("result").asText()).isEqualTo("fault");
            JsonNode last = json.get("checks").get(json.get("checks").size() - 1);
            assertThat(last.get("subject").asText()).isEqualTo("web UI");
            assertThat(last.get("result").asText()).isEqualTo("fault");
            assertThat(last.get("port").asInt()).isEqualTo(taken.getLocalPort());
            assertThat(last.get("advice").asText()).contains("--web-port");
        }
    }

    @Test
    void anOutputThatIsAFileIsAFault() throws IOException {
        Path file = Files.createFile(folder.resolve("out"));

        CommandLineRun.of("doctor", file)
                .assertEndedWith(ExitCode.FAILED)
                .assertOutPattern("fault +disk of the output")
                .assertOutPattern("A run would fail here: 1 fault");
    }

    @Test
    void wrongNumbersAndMissingInputsAreErrors() {
        CommandLineRun.of("doctor --web-port 65536")
                .assertEndedWith(ExitCode.USAGE)
                .assertErr("--web-port must be 0 to 65535, but was 65536");
        CommandLineRun.of("doctor --input", folder.resolve("nowhere"))
                .assertEndedWith(ExitCode.BAD_INPUT)
                .assertErr("must be a folder or a file, but does not exist");
    }
}
