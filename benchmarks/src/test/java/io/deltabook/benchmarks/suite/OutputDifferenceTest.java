// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Outputs are told apart by their rows alone. */
final class OutputDifferenceTest {
    @TempDir private Path folder;

    private Path one;
    private Path other;

    @BeforeEach
    void writeOne() throws IOException, SQLException {
        one = folder.resolve("it's one");
        other = folder.resolve("other");
        write(one, "events/hour=09/a", "select i, [i, null] l from range(6) r(i)");
        write(one, "rejects/a", "select 'x' c from range(2)");
        write(other, "rejects/a", "select 'x' c from range(2)");
        write(other, "_compact/0/a", "select 1 c");
    }

    @Test
    void rowsInOtherFilesAndInAnotherOrderAreTheSame() throws IOException, SQLException {
        write(other, "events/hour=09/b", "select 5 - i i, [5 - i, null] l from range(5) r(i)");
        write(other, "events/hour=09/c", "select 0::bigint i, [0::bigint, null] l");

        assertThat(compared(0)).contains("events: 6 rows, equal", "rejects: 2 rows, equal");
    }

    @Test
    void aRowThatIsLostAndOneThatIsDoubledAreCounted() throws IOException, SQLException {
        write(other, "events/hour=09/a", "select greatest(i, 1) i, [i, null] l from range(6) r(i)");
        write(other, "events/hour=09/b", "select 5::bigint i, [5::bigint, null] l");

        assertThat(compared(1))
                .contains(
                        "events: 6 and 7 rows DIFFER: 1 are only in [%s], 2 only in [%s]"
                                .formatted(one, other));
    }

    @Test
    void aRowInTheFolderOfAnotherHourIsAnother() throws IOException, SQLException {
        write(other, "events/hour=10/a", "select i, [i, null] l from range(6) r(i)");

        assertThat(compared(1)).contains("events: 6 and 6 rows DIFFER: 6 are only in");
    }

    @Test
    void aColumnOfAnotherTypeAndADatasetThatIsMissingDiffer() throws IOException, SQLException {
        write(other, "events/hour=09/a", "select i::int i, [i, null] l from range(6) r(i)");
        Files.delete(other.resolve("rejects/a.parquet"));

        assertThat(compared(1))
                .contains("events: columns DIFFER: i BIGINT, l BIGINT[], hour VARCHAR and i INT")
                .contains("rejects: columns DIFFER: c VARCHAR and no rows");
    }

    private String compared(int exitCode) {
        StringWriter out = new StringWriter();
        CommandLine line = new CommandLine(new OutputDifference()).setOut(new PrintWriter(out));
        assertThat(line.execute(one.toString(), other.toString()))
                .as("%s", out)
                .isEqualTo(exitCode);
        return out.toString();
    }

    private static void write(Path output, String file, String select)
            throws IOException, SQLException {
        Path path = output.resolve(file + ".parquet");
        Files.createDirectories(path.getParent());
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "copy (%s) to '%s' (format parquet)"
                            .formatted(select, path.toString().replace("'", "''")));
        }
    }
}
