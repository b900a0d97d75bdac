// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.failure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.InputFiles;
import io.deltabook.job.parquet.testing.DeltaFileWriter;
import io.deltabook.job.parquet.testing.DeltaRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs over symbols that somebody chose to do harm. */
final class HostileNamesITCase {
    private static final int ROWS_OF_A_SYMBOL = 20;

    /** Outermost folder: nothing may come to lie in it beside {@code deep}. */
    @TempDir private Path outermost;

    @Test
    void staySymbolsAndNeverBecomePaths() throws IOException {
        List<String> symbols =
                List.of(
                        "../../etc",
                        "../../../../../../../../etc/passwd",
                        "..",
                        ".",
                        "/etc/passwd",
                        "a/b",
                        "a=b",
                        "date=2024-08-08/hour=00",
                        "a%2Fb",
                        "%2e%2e%2f",
                        "..\\..\\etc",
                        "~root",
                        "$(touch harm)`touch harm`",
                        "'; drop table x; --\"",
                        "${jndi:ldap://localhost/x}${env:HOME}",
                        "*?[a-z]{x,y}",
                        "БТЦ-₮",
                        "\uD83D\uDE80",
                        "_hidden",
                        ".hidden",
                        " ",
                        "x".repeat(255),
                        "ж".repeat(255));
        Path deep = Files.createDirectories(outermost.resolve("deep/deep"));
        Path output = deep.resolve("out");
        Path input = deep.resolve("in");
        DeltaFileWriter.plain().write(input.resolve("1.parquet"), rows(symbols));

        CommandLineRun.succeeds("run --input", input, "--output", output);
        assertThat(symbolsOf(output)).isEqualTo(new TreeSet<>(symbols));
        assertThat(children(outermost)).containsExactly("deep");
        assertThat(children(outermost.resolve("deep"))).containsExactly("deep");
        assertThat(children(deep)).containsExactlyInAnyOrder("in", "out");
        assertThat(children(output.resolve("events"))).containsExactly("exchange=BINANCE");
        assertThat(children(output.resolve("events/exchange=BINANCE")))
                .hasSize(symbols.size())
                .allMatch(name -> name.matches("symbol=[A-Za-z0-9._%~-]+"));
        CommandLineRun.succeeds("verify", output);
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 10_000})
    void ofTooManyCharactersAreRefusedWithTheirPlace(int length) throws IOException {
        Path file = outermost.resolve("in/1.parquet");
        DeltaFileWriter.plain().write(file, rows(List.of("BTC-USDT", "x".repeat(length))));

        CommandLineRun run =
                run().assertEndedWith(ExitCode.BAD_INPUT)
                        .assertErr("error: [" + file + "] ")
                        .assertErr(" must have ");
        assertThat(run.err().lines()).allMatch(line -> line.length() < 1_000);
        assertThat(outermost.resolve("out/events")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"..%2F..%2Fetc", "a%3Db%2F.."})
    void ofAPathAreDecodedAndEncodedAgain(String encoded) throws IOException {
        Path file = outermost.resolve("in/exchange=X/symbol=" + encoded + "/1.parquet");
        DeltaFileWriter.of(InputFiles.LAKE)
                .write(file, InputFiles.rows("", "2024-08-08", "00:00:00", "00:00:01", 20));

        run().assertSucceeded();
        assertThat(children(outermost)).containsExactlyInAnyOrder("in", "out");
        assertThat(children(outermost.resolve("out/events/exchange=X")))
                .containsExactly("symbol=" + encoded);
    }

    private CommandLineRun run() {
        return CommandLineRun.of(
                "run --input", outermost.resolve("in"), "--output", outermost.resolve("out"));
    }

    private static List<DeltaRow> rows(List<String> symbols) {
        List<DeltaRow> rows = new ArrayList<>();
        for (int i = 0; i < ROWS_OF_A_SYMBOL; i++) {
            for (String symbol : symbols) {
                rows.add(DeltaRow.bid(symbol, 1 + i));
            }
        }
        return rows;
    }

    private static Set<String> symbolsOf(Path output) throws IOException {
        JsonNode summary = new ObjectMapper().readTree(output.resolve("summary.json").toFile());
        Set<String> symbols = new TreeSet<>();
        summary.get("lanes").forEach(lane -> symbols.add(lane.get("symbol").asText()));
        return symbols;
    }

    private static List<String> children(Path folder) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.map(path -> path.getFileName().toString()).collect(Collectors.toList());
        }
    }
}
