// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class GivenStoreArgumentsTest {
    @Test
    void theyAreRepeatedButForSecretsAndWhatIsOfNoStore() {
        assertThat(
                        given(
                                "--config",
                                "my store.yaml",
                                "--set",
                                "s3.secret-key=hush",
                                "-D",
                                "s3.endpoint=http://127.0.0.1:9000",
                                "--set",
                                "parallelism=2"))
                .isEqualTo(
                        " --config 'my store.yaml' --set s3.endpoint=http://127.0.0.1:9000 --set s3.secret-key=…");
    }

    @Test
    void whereNoneAreGivenNoneAreRepeated() {
        assertThat(given()).isEmpty();
    }

    private static String given(String... args) {
        return GivenStoreArguments.of(new CommandLine(new ConfigArguments()).parseArgs(args));
    }
}
