// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.finish;

import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.terminal.Counted;
import io.deltabook.job.iceberg.IcebergSettings;
import io.deltabook.job.iceberg.OutputRegistration;
import io.deltabook.job.iceberg.RegisteredTable;
import io.deltabook.job.iceberg.RegistrationRefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Whether and where a finished output is registered as tables. */
public final class TableArguments {
    @Option(
            names = "--iceberg",
            paramLabel = "CATALOG",
            description =
                    "Register the output's files as tables of this Iceberg catalog, without copying"
                            + " them: a folder, http(s)://… of a REST catalog, jdbc:… of one in a"
                            + " database, or a .properties file. What is registered is not"
                            + " registered again.")
    private String catalog;

    @Option(
            names = "--iceberg-namespace",
            paramLabel = "NAME",
            defaultValue = IcebergSettings.DEFAULT_NAMESPACE,
            description = "Namespace of the tables (default: ${DEFAULT-VALUE}).")
    private String namespace;

    @Option(
            names = "--iceberg-set",
            paramLabel = "KEY=VALUE",
            description =
                    "Further property of the catalog, such as warehouse=/data/lake. May be given"
                            + " several times.")
    private Map<String, String> properties = new LinkedHashMap<>();

    /**
     * Registers an output if that is asked for, and says what was done.
     *
     * @param output a finished output
     */
    public void register(Path output, Console console) throws CommandFailure, IOException {
        if (catalog == null) {
            return;
        }
        try {
            IcebergSettings settings = new IcebergSettings(catalog, namespace, properties);
            for (RegisteredTable table : OutputRegistration.register(output, settings)) {
                console.note(sentence(table));
            }
        } catch (RegistrationRefusedException e) {
            throw CommandFailure.badInput(e.getMessage());
        }
    }

    private static String sentence(RegisteredTable table) {
        String files =
                "%s with %s"
                        .formatted(
                                Counted.of(table.files(), "file"), Counted.of(table.rows(), "row"));
        return switch (table.change()) {
            case ADDED -> "Table %s: %s added.".formatted(table.name(), files);
            case PRESENT ->
                    "Table %s: has this run already, nothing added.".formatted(table.name());
            case REPLACED ->
                    "Table %s: files before compact replaced by %s.".formatted(table.name(), files);
        };
    }
}
