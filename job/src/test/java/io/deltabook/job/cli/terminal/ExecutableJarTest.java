// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ExecutableJarTest {
    private static final Map<String, String> LAUNCHER =
            Map.of("MaxHeapSize", Long.toString(768L << 20), "UseParallelGC", "true");

    @Test
    void aJvmStartedAsTheLauncherDoesNeedsNoAdvice() {
        JvmOptions options = JvmOptions.ofRun(2);

        assertThat(options.missing(LAUNCHER::get)).isEmpty();
        assertThat(ExecutableJar.advice("d.jar", options, options.missing(LAUNCHER::get))).isNull();
    }

    @Test
    void everyOptionThatIsMissingIsNamedWithTheWholeCommand() {
        JvmOptions options = JvmOptions.ofRun(2);
        Map<String, String> plain = new HashMap<>(LAUNCHER);
        plain.put("MaxHeapSize", Long.toString(767L << 20));
        plain.put("UseParallelGC", "false");

        assertThat(ExecutableJar.advice("d.jar", options, options.missing(plain::get)))
                .isEqualTo(
                        "Note: a run is fastest with 'java -Xmx768m -XX:+UseParallelGC -jar d.jar run ...', but this JVM lacks -Xmx768m -XX:+UseParallelGC.");
    }

    @Test
    void underTheLauncherThereIsNoAdviceAndTheHeapIsSetByTheEnvironment() {
        assertThat(ExecutableJar.advice()).isNull();
        assertThat(ExecutableJar.heapOption()).isEqualTo("DELTABOOK_HEAP");
    }
}
