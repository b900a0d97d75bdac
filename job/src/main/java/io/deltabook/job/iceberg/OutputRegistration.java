// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.iceberg;

import io.deltabook.job.output.CommittedFile;
import io.deltabook.job.output.CommittedOutput;
import io.deltabook.job.output.Manifest;
import io.deltabook.job.output.Outcome;
import io.deltabook.job.output.OutputFolder;
import io.deltabook.job.output.UnfinishedCompaction;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * Adds the files of a finished output to the tables of a catalog, one table for each dataset. Each
 * table changes in one step or not at all; what a killed registration has not done, the next one
 * does.
 */
public final class OutputRegistration {
    private final Path output;
    private final IcebergSettings settings;
    private final String runId;
    private final Manifest manifest;

    private OutputRegistration(
            Path output, IcebergSettings settings, String runId, Manifest manifest) {
        this.output = output;
        this.settings = settings;
        this.runId = runId;
        this.manifest = manifest;
    }

    /**
     * Registers an output.
     *
     * @return the tables, in the order of the datasets
     * @throws RegistrationRefusedException if the output is not complete, or does not go with a
     *     table; the tables before it are changed
     * @throws IOException if the catalog or the output cannot be read, or the catalog not written
     */
    public static List<RegisteredTable> register(Path folder, IcebergSettings settings)
            throws IOException {
        Path output = folder.toAbsolutePath().normalize();
        OutputFolder marker = OutputFolder.open(output);
        UnfinishedCompaction.requireNone(output);
        Outcome outcome = Outcome.read(output);
        // A summary that was derived again does not tell; the statistics of every lane do.
        boolean isComplete =
                outcome == null
                        ? CommittedOutput.of(output).hasEnded(marker.lanes())
                        : outcome.isComplete();
        if (!isComplete) {
            throw new RegistrationRefusedException(
                    "[%s] must be the output of a complete run, but its run is not: resume it with 'deltabook run --resume --output %1$s'"
                            .formatted(output));
        }
        Manifest manifest = Manifest.read(output);
        List<String> missing = manifest.missing(output);
        if (!missing.isEmpty()) {
            throw new RegistrationRefusedException(
                    "%s; rewrite the manifest with 'deltabook verify --rewrite %s'"
                            .formatted(missing.get(0), output));
        }
        return new OutputRegistration(output, settings, marker.runId(), manifest).register();
    }

    private List<RegisteredTable> register() throws IOException {
        Map<String, List<CommittedFile>> datasets = new LinkedHashMap<>();
        manifest.all()
                .forEach(
                        file ->
                                datasets.computeIfAbsent(
                                                DatasetFiles.datasetOf(file),
                                                dataset -> new ArrayList<>())
                                        .add(file));
        Catalog catalog = IcebergCatalogs.open(settings);
        try {
            Namespace namespace = namespace(catalog);
            List<RegisteredTable> tables = new ArrayList<>();
            for (Map.Entry<String, List<CommittedFile>> dataset : datasets.entrySet()) {
                TableIdentifier name = TableIdentifier.of(namespace, dataset.getKey());
                DatasetFiles files = DatasetFiles.of(output, dataset.getKey(), dataset.getValue());
                tables.add(new TableRegistration(catalog, name, runId, files).register());
            }
            return tables;
        } catch (RuntimeException e) {
            // All errors of the library are unchecked, also those of disk and network.
            throw new IOException(
                    "[%s] the catalog must register the output, but does not: %s; 'deltabook finish %s --iceberg %1$s' goes on where this ended"
                            .formatted(settings.catalog(), IcebergCatalogs.messages(e), output),
                    e);
        } finally {
            if (catalog instanceof Closeable closeable) {
                closeable.close();
            }
        }
    }

    private Namespace namespace(Catalog catalog) {
        Namespace namespace = Namespace.of(settings.namespace().split("\\."));
        if (catalog instanceof SupportsNamespaces namespaces) {
            for (int levels = 1; levels <= namespace.length(); levels++) {
                String[] names = Arrays.copyOf(namespace.levels(), levels);
                create(Namespace.of(names), namespaces);
            }
        }
        return namespace;
    }

    private static void create(Namespace namespace, SupportsNamespaces namespaces) {
        if (!namespaces.namespaceExists(namespace)) {
            namespaces.createNamespace(namespace);
        }
    }
}
