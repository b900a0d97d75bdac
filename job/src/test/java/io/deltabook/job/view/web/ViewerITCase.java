// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.view.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.SampleOutput;
import io.deltabook.job.parquet.testing.DuckDb;
import io.deltabook.job.view.OutputView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The page and the report in a browser, used as a person would, and with names that attack it. */
final class ViewerITCase {
    @RegisterExtension static final SampleOutput SAMPLE = new SampleOutput();

    private static final String MARKUP = "<img src=x onerror=\"window.pwned=1\">";
    private static final String LONG =
            "שלום مرحبا\"><script>window.pwned=1</script>" + "W".repeat(90);

    @TempDir private Path folder;

    /** An output whose exchange, symbols and rejected values are markup. */
    private Path hostile() throws Exception {
        Path input = Files.createDirectory(folder.resolve("in"));
        DuckDb.run(
                """
                copy (select * exclude (dt)
                    replace ('<b>&quot;' as exchange, if(symbol = 'BTC-USDT', '%s', '%s') as symbol,
                        if(side = 'mid', '%s', side) as side)
                    from read_parquet('%s/deltas/**/*.parquet'))
                to '%s/deltas.parquet'
                """
                        .formatted(
                                MARKUP + "''&amp;",
                                LONG,
                                MARKUP,
                                SAMPLE.one().resolveSibling("in"),
                                input));
        Path output = folder.resolve("hostile");
        CommandLineRun.succeeds("run --input", input, "--output", output);
        return output;
    }

    private String report(Path output, String name) {
        Path file = folder.resolve(name);
        CommandLineRun.succeeds("report", output, "-o", file);
        return file.toUri().toString();
    }

    @TestFactory
    Stream<DynamicTest> thePage() throws Exception {
        Path hostile = hostile();
        try (ViewServer sample = ViewServer.start(OutputView.of(SAMPLE.one()), 0);
                ViewServer attacked = ViewServer.start(OutputView.of(hostile), 0)) {
            return Browser.checks(
                            "viewer.js",
                            sample.address(),
                            attacked.address(),
                            report(SAMPLE.one(), "sample.html"),
                            report(hostile, "hostile.html"))
                    .entrySet()
                    .stream()
                    .map(
                            check ->
                                    DynamicTest.dynamicTest(
                                            check.getKey(),
                                            () -> assertThat(check.getValue()).isEmpty()));
        }
    }
}
