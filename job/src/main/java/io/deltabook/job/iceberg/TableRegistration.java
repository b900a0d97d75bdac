// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.iceberg;

import io.deltabook.job.iceberg.RegisteredTable.Change;
import io.deltabook.job.parquet.FileMetadata;
import io.deltabook.job.parquet.event.EventSchema;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.mapping.MappingUtil;
import org.apache.iceberg.mapping.NameMappingParser;

/** Brings the files of one dataset of a run into its table, in one step. */
final class TableRegistration {
    /**
     * Key of the run's id in the properties of a snapshot, and its prefix in those of the table.
     */
    static final String RUN = "deltabook.run-id";

    /** Key of the newest version of the columns of events, in the properties of a snapshot. */
    static final String SCHEMA_VERSION = FileMetadata.SCHEMA_VERSION;

    /** Key of the release that registered the files, in the properties of a snapshot. */
    static final String REGISTERED_BY = "deltabook.registered-by";

    /** The first format that has nanoseconds. */
    private static final String FORMAT_WITH_NANOS = "3";

    private static final String FORMAT = "2";

    private final Catalog catalog;
    private final TableIdentifier name;
    private final String runId;
    private final DatasetFiles files;

    TableRegistration(Catalog catalog, TableIdentifier name, String runId, DatasetFiles files) {
        this.catalog = catalog;
        this.name = name;
        this.runId = runId;
        this.files = files;
    }

    /**
     * Registers the files.
     *
     * @throws RegistrationRefusedException if they do not go with what the table has
     */
    RegisteredTable register() throws IOException {
        if (!catalog.tableExists(name)) {
            create();
            return answer(Change.ADDED);
        }
        Table table = catalog.loadTable(name);
        PresentFiles present = PresentFiles.of(table, files.prefix());
        if (table.properties().containsKey(property())) {
            return ofKnownRun(table, present);
        }
        if (!present.isEmpty()) {
            throw new RegistrationRefusedException(
                    "[%s] must not have files of [%s] before its run is registered, but has %d; choose another --iceberg-namespace"
                            .formatted(name, files.prefix(), present.count()));
        }
        TableFit fit = new TableFit(table, name, files);
        fit.require();
        append(table, fit);
        return answer(Change.ADDED);
    }

    private String property() {
        return RUN + '.' + runId;
    }

    private RegisteredTable answer(Change change) {
        long snapshot = catalog.loadTable(name).currentSnapshot().snapshotId();
        return new RegisteredTable(
                name.toString(), files.dataset(), change, files.count(), files.rows(), snapshot);
    }

    private void create() throws IOException {
        Schema columns = files.columns();
        Transaction creation =
                catalog.buildTable(name, columns)
                        .withPartitionSpec(files.partitions(columns))
                        .withProperty(
                                TableProperties.FORMAT_VERSION,
                                TableColumns.hasNanos(columns) ? FORMAT_WITH_NANOS : FORMAT)
                        // The files belong to the output: no clean-up of the table deletes them.
                        .withProperty(TableProperties.GC_ENABLED, "false")
                        .createTransaction();
        // The files have names instead of field ids.
        String mapping = NameMappingParser.toJson(MappingUtil.create(creation.table().schema()));
        creation.updateProperties()
                .set(TableProperties.DEFAULT_NAME_MAPPING, mapping)
                .set(property(), FileMetadata.writerVersion())
                .commit();
        add(creation);
        creation.commitTransaction();
    }

    private void append(Table table, TableFit fit) throws IOException {
        Transaction change = table.newTransaction();
        fit.extend(change);
        UpdateProperties properties = change.updateProperties();
        properties.set(property(), FileMetadata.writerVersion());
        properties.commit();
        add(change);
        change.commitTransaction();
    }

    private void add(Transaction change) throws IOException {
        AppendFiles append = change.newAppend();
        read(change.table()).forEach(append::appendFile);
        told(append).commit();
    }

    private List<DataFile> read(Table table) throws IOException {
        return files.read(table.schema(), table.spec());
    }

    private <T extends SnapshotUpdate<T>> T told(T update) {
        return update.set(RUN, runId)
                .set(SCHEMA_VERSION, Integer.toString(EventSchema.VERSION))
                .set(REGISTERED_BY, FileMetadata.writerVersion());
    }

    /** What compact replaced is replaced here too; what the table's own tools rewrote stays. */
    private RegisteredTable ofKnownRun(Table table, PresentFiles present) throws IOException {
        Set<String> locations = files.locations();
        Set<DataFile> gone = new HashSet<>(present.without(locations));
        if (gone.isEmpty()) {
            return answer(Change.PRESENT);
        }
        if (present.rows() != files.rows()) {
            throw new RegistrationRefusedException(
                    "[%s] must have all %,d rows of [%s] in files of the output, so that those after compact can replace them, but has %,d there, because the table's own tools rewrote others: drop the table's rows of this run, or register the output in another --iceberg-namespace"
                            .formatted(name, files.rows(), files.prefix(), present.rows()));
        }
        Set<DataFile> added = new HashSet<>();
        for (DataFile file : read(table)) {
            if (!present.has(file.location())) {
                added.add(file);
            }
        }
        RewriteFiles rewrite = table.newRewrite();
        gone.forEach(rewrite::deleteFile);
        added.forEach(rewrite::addFile);
        told(rewrite).commit();
        return answer(Change.REPLACED);
    }
}
