// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks.contender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltabook.benchmarks.suite.Gate;
import io.deltabook.job.generate.FileCodec;
import io.deltabook.job.generate.synthetic.GenerateSettings;
import io.deltabook.job.generate.synthetic.SyntheticMarket;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each contender on a little data: what is compared is the same work. */
final class ContendersTest {
    private static final long ROWS = 20_000;

    @TempDir private static Path folder;

    private static Path data;

    @BeforeAll
    static void generate() throws IOException {
        data = folder.resolve("data");
        new SyntheticMarket(
                        new GenerateSettings(
                                data,
                                ROWS,
                                2,
                                1,
                                null,
                                10,
                                5_000,
                                8_000,
                                FileCodec.SNAPPY,
                                true,
                                false))
                .write();
    }

    @Test
    void theIdiomaticJobWritesTheDeltasOfItsInput() throws Exception {
        Path output = folder.resolve("idiomatic");

        IdiomaticRun.main(arguments(output));

        assertThat(Figures.read(figures(output)).rows()).isEqualTo(ROWS);
        assertThat(Gate.require("the idiomatic job", data, output).count()).isBetween(1L, ROWS);
    }

    @Test
    void thePlainWritersJobWritesTheDeltasOfItsInput() throws Exception {
        Path output = folder.resolve("plain");

        PlainWriterRun.main(arguments(output));

        assertThat(Figures.read(figures(output)).rows()).isEqualTo(ROWS);
        assertThat(Gate.require("the plain writer", data, output).count()).isBetween(1L, ROWS);
    }

    @Test
    void theScanAndTheCopyReadAllRows() throws Exception {
        Path scan = folder.resolve("scan");
        Path copy = folder.resolve("copy/copy.parquet");

        ScanRun.main(new String[] {data.toString(), scan.toString(), figures(scan).toString()});
        DuckCopyRun.main(
                new String[] {
                    data.toString(), copy.toString(), "1", figures(copy).toString(), "EVENTS"
                });

        assertThat(Figures.read(figures(scan)).rows()).isEqualTo(ROWS);
        assertThat(Figures.read(figures(copy)).rows()).isEqualTo(ROWS);
    }

    @Test
    void theGateNoticesOtherDeltas() throws Exception {
        Path other = folder.resolve("other");
        Path output = folder.resolve("output-of-other");
        new SyntheticMarket(
                        new GenerateSettings(
                                other,
                                ROWS,
                                2,
                                2,
                                null,
                                10,
                                5_000,
                                8_000,
                                FileCodec.SNAPPY,
                                true,
                                false))
                .write();
        String[] arguments = arguments(output);
        arguments[1] = other.toString();

        PlainWriterRun.main(arguments);

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> Gate.require("it", data, output))
                .withMessageStartingWith("it must write the deltas of its input, Deltas[count=");
    }

    private static String[] arguments(Path output) {
        return new String[] {
            "..",
            data.toString(),
            output.toString(),
            output + ".state",
            "2",
            figures(output).toString()
        };
    }

    private static Path figures(Path output) {
        return output.resolveSibling(output.getFileName() + ".figures");
    }
}
