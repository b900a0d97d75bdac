// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.testing.LauncherCopy;
import io.deltabook.job.cli.testing.RunningProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessLimitsTest {
    @TempDir private Path folder;

    @Test
    void anErrorForLackOfHeapOrDescriptorsNamesTheLimitAndTheWayOut() {
        assertThat(ProcessLimits.explain("OutOfMemoryError: Java heap space"))
                .matches(
                        "OutOfMemoryError: Java heap space: the heap of \\d+ MB is exhausted: give it more with DELTABOOK_HEAP, .*");
        assertThat(ProcessLimits.explain("IOException: [/a/b] Too many open files"))
                .matches(
                        "IOException: \\[/a/b\\] Too many open files \\(the limit of this process is [0-9,]+: raise it with 'ulimit -n', .*\\)");
    }

    @Test
    void otherErrorsAreNotChanged() {
        assertThat(ProcessLimits.explain("IOException: No space left on device"))
                .isEqualTo("IOException: No space left on device");
    }

    @Test
    void theLauncherRefusesALimitOfFilesThatIsTooLowForTheProgramItself() throws Exception {
        Path launcher = LauncherCopy.make(folder);
        RunningProcess refused = limited(launcher, 64);
        assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.lines())
                .containsExactly(
                        "deltabook: a process must be allowed at least 512 open files, but is limited to 64: raise it with 'ulimit -n'");
        RunningProcess allowed = limited(launcher, 512);
        assertThat(allowed.exitCode()).as(() -> allowed.lines().toString()).isZero();
    }

    private static RunningProcess limited(Path launcher, int files) throws IOException {
        return RunningProcess.of(
                new ProcessBuilder(
                        List.of(
                                "bash",
                                "-c",
                                "ulimit -n " + files + " && exec \"$0\" --version",
                                launcher.toString())));
    }
}
