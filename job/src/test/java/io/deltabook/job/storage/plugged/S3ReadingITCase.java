// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.plugged;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.UndisturbedRun;
import io.deltabook.job.storage.testing.CountingProxy;
import io.deltabook.job.storage.testing.S3Server;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of an output in a bucket is what is said of the same output on a disk. */
final class S3ReadingITCase {
    @RegisterExtension static final S3Server S3 = new S3Server();

    @RegisterExtension
    static final UndisturbedRun LOCAL =
            new UndisturbedRun("--rows 10000 --seed 5 --symbols 2", "--parallelism 2");

    private static String address;

    @TempDir private Path folder;

    @BeforeAll
    static void upload() throws Exception {
        address = S3.upload(LOCAL.output(), "read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "verify --json -",
                "inspect --json",
                "book-at --symbol BTC-USDT --seq 2500",
                "report --json",
                "sql"
            })
    void aCommandAnswersTheSame(String command) {
        String local = CommandLineRun.succeeds(command, LOCAL.output()).out();

        String stored = CommandLineRun.succeeds(command, address, S3.options()).out();

        assertThat(timeless(stored).replace(address, LOCAL.output().toString()))
                .isEqualTo(timeless(local));
    }

    @ParameterizedTest
    @ValueSource(strings = {"export --to tardis", "grid --every 1min"})
    void aCommandWritesTheSame(String command) throws Exception {
        Path local = folder.resolve("local");
        Path stored = folder.resolve("stored");
        CommandLineRun.succeeds(command, LOCAL.output(), "-o", local);

        CommandLineRun.succeeds(command, address, S3.options(), "-o", stored);

        assertThat(contents(stored)).isEqualTo(contents(local)).isNotEmpty();
    }

    @Test
    void anOutputInABucketIsComparedWithOneOnADisk() {
        CommandLineRun.succeeds("fidelity", LOCAL.output(), "--against", address, S3.options())
                .assertOut("PASS");
        CommandLineRun.succeeds("verify", address, "--against", LOCAL.output(), S3.options())
                .assertOut("Clean: ");
    }

    @Test
    void aBookAtAnEventListsAndReadsLittle() {
        S3.requests().restart();

        CommandLineRun.succeeds("book-at --symbol BTC-USDT --seq 2500", address, S3.options());

        List<CountingProxy.Asked> all = S3.requests().all();
        assertThat(all).as("requests").hasSizeLessThan(200);
    }

    @Test
    void whatIsDerivedIsRewrittenOnADiskOnly() {
        CommandLineRun.of("verify --rewrite", address, S3.options())
                .assertEndedWith(2)
                .assertErr(
                        "["
                                + address
                                + "] must be on a disk for --rewrite, but is in a store: copy");
    }

    @Test
    void optionsOfRunsAreRefused() {
        CommandLineRun.of("book-at --seq 1 --set book.depth.retained=20", address, S3.options())
                .assertEndedWith(2)
                .assertErr(
                        "--set must name an option of a store, such as s3.endpoint, but was book");
    }

    /** Without times that passed. */
    private static String timeless(String text) {
        return text.replaceAll("in [0-9.]+ s\\b", "in … s")
                .replaceAll("\"(made|written|generated|now)\" *: *[^,\n]*", "\"$1\": …");
    }

    private static Map<String, String> contents(Path folder) throws Exception {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(
                        folder.relativize(file).toString(),
                        Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }
}
