// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.util.FileUtils;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Generated input and one undisturbed run of it, made once for a class of tests. */
public final class UndisturbedRun implements BeforeAllCallback, AfterAllCallback {
    private final String generated;
    private final String options;
    private Path folder;
    private OutputTotals totals;

    /**
     * Makes the extension.
     *
     * @param generated options of {@code generate}
     * @param options of this run and of each that is compared with it
     */
    public UndisturbedRun(String generated, String options) {
        this.generated = generated;
        this.options = options;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("deltabook-undisturbed").toRealPath();
        CommandLineRun.succeeds("generate --output", input(), generated);
        CommandLineRun.succeeds(begin(output()));
        totals = OutputTotals.of(output());
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        FileUtils.deleteDirectory(folder.toFile());
    }

    public Path input() {
        return folder.resolve("in");
    }

    public Path output() {
        return folder.resolve("out");
    }

    /** The command that begins the same run with another output. */
    public Words begin(Path output) {
        return begin(input(), output);
    }

    /** The same with copies of the input; both may be addresses. */
    Words begin(Object copy, Object output) {
        return Words.of("run --input", copy, "--output", output, options);
    }

    /** What is committed there equals this run, row for row. */
    public void assertSameAs(Path output, String as) throws IOException {
        assertThat(OutputTotals.of(output)).as(as).isEqualTo(totals);
    }
}
