// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.testing.RunningProcess;
import io.deltabook.job.cli.testing.SignalledProcess;
import io.deltabook.job.testing.JavaCommand;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("slow")
final class StopOnSignalTest {
    /** Longer than two signals take that are one. */
    private static final long APART_MILLIS = 400;

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void aSecondSignalThatComesLaterEndsTheProcess(String name, int exitCode) throws Exception {
        try (RunningProcess process = start()) {
            process.signal(name);
            process.await("stopping");
            TimeUnit.MILLISECONDS.sleep(APART_MILLIS);
            process.signal(name);

            assertThat(process.exitCode()).isEqualTo(exitCode);
            assertThat(process.lines()).containsExactly("ready", "stopping");
        }
    }

    @Test
    void aClosedTerminalNeverEndsItHoweverOftenItHangsUp() throws Exception {
        try (RunningProcess process = start()) {
            process.signal("HUP");
            process.await("stopping");
            for (int i = 0; i < 3; i++) {
                TimeUnit.MILLISECONDS.sleep(APART_MILLIS);
                process.signal("HUP");
            }
            assertThat(process.isAlive()).isTrue();
            TimeUnit.MILLISECONDS.sleep(APART_MILLIS);
            process.signal("INT");

            assertThat(process.exitCode()).isEqualTo(130);
            assertThat(process.lines()).containsExactly("ready", "stopping");
        }
    }

    @Test
    void aSignalThatItWasStartedToIgnoreStaysIgnored() throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder("sh", "-c", "trap '' INT; exec \"$@\"", "sh")
                        .redirectErrorStream(true);
        builder.command()
                .addAll(JavaCommand.of("64m", SignalledProcess.class.getName(), List.of()));
        try (RunningProcess process = RunningProcess.of(builder)) {
            process.await("ready");
            process.signal("INT");
            TimeUnit.MILLISECONDS.sleep(APART_MILLIS);
            process.signal("TERM");
            process.await("stopping");
            TimeUnit.MILLISECONDS.sleep(APART_MILLIS);
            process.signal("TERM");

            assertThat(process.exitCode()).isEqualTo(143);
        }
    }

    private static RunningProcess start() throws IOException {
        RunningProcess process = RunningProcess.startMain(SignalledProcess.class.getName());
        process.await("ready");
        return process;
    }
}
