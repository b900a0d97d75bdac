// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.iceberg;

import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;

/** Whether files go with the columns and partitions of a table, and what it takes. */
final class TableFit {
    private final Table table;
    private final TableIdentifier name;
    private final DatasetFiles files;

    TableFit(Table table, TableIdentifier name, DatasetFiles files) {
        this.table = table;
        this.name = name;
        this.files = files;
    }

    /**
     * Requires that the files can be added.
     *
     * @throws RegistrationRefusedException if a column has another type, or the table other
     *     partitions
     */
    void require() throws IOException {
        Schema columns = files.columns();
        for (String column : names(columns)) {
            Types.NestedField field = table.schema().findField(column);
            Type found = columns.findType(column);
            if (field != null && found.isPrimitiveType() && !field.type().equals(found)) {
                throw new RegistrationRefusedException(
                        "[%s] column %s must have the type of the files, %s, but has %s; choose another --iceberg-namespace, or run with the options of the runs before"
                                .formatted(name, column, found, field.type()));
            }
        }
        String partitions = files.partitions(columns).fields().toString();
        String ours = files.partitions(table.schema()).fields().toString();
        if (!table.spec().fields().toString().equals(ours)) {
            throw new RegistrationRefusedException(
                    "[%s] must have the partitions of the folders, %s, but has %s; choose another --iceberg-namespace"
                            .formatted(name, partitions, table.spec().fields()));
        }
    }

    /** Adds the columns that only the files have, and lets be absent what only the table has. */
    void extend(Transaction change) {
        Schema columns = files.columns();
        Set<String> before = names(table.schema());
        Set<String> now = names(columns);
        Set<String> absent = new HashSet<>(before);
        absent.removeAll(now);
        absent.removeIf(column -> table.schema().findField(column).isOptional());
        if (before.containsAll(now) && absent.isEmpty()) {
            return;
        }
        UpdateSchema update = change.updateSchema();
        absent.forEach(update::makeColumnOptional);
        update.unionByNameWith(columns).commit();
    }

    private static Set<String> names(Schema schema) {
        Map<String, Integer> names = TypeUtil.indexByName(schema.asStruct());
        return names.keySet();
    }
}
