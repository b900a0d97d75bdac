// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.testing;

import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.output.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Makes the manifest of a complete output again, and holds it against that of before. */
public final class RewrittenState implements CrashedOutput {
    private final Path output;
    private final byte[] manifest;

    /** Reads what is to be there. */
    public RewrittenState(Path output) throws IOException {
        this.output = output;
        this.manifest = Files.readAllBytes(output.resolve(Manifest.FILE));
    }

    @Override
    public Outcome examine() throws IOException {
        CommandLineRun again = CommandLineRun.of("verify --rewrite", output);
        if (again.exitCode() != ExitCode.CLEAN) {
            return new Outcome("refused", List.of(again.out() + again.err()));
        }
        boolean isEqual =
                Arrays.equals(Files.readAllBytes(output.resolve(Manifest.FILE)), manifest)
                        && CommandLineRun.of("run --resume --output", output)
                                .err()
                                .contains("is complete");
        return isEqual
                ? new Outcome("equal", List.of())
                : new Outcome("not equal", List.of("must be complete with the same manifest"));
    }
}
