// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.operator;

import java.util.Collection;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.state.rocksdb.ConfigurableRocksDBOptionsFactory;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptionsFactory;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;

/**
 * Leaves RocksDB's own log in the folder of its data, so it is deleted with the data. If {@code
 * log.file} is set, Flink would move the log next to that file and name it after the full path of
 * the data: too long a name when a restore merges several databases, and a file that a killed
 * process leaves behind.
 */
public final class RocksDbLog implements ConfigurableRocksDBOptionsFactory {
    private static final long serialVersionUID = 1L;

    private static final String BESIDE_THE_DATA = "";

    private String folder = BESIDE_THE_DATA;

    @Override
    public RocksDBOptionsFactory configure(ReadableConfig configuration) {
        folder =
                configuration
                        .getOptional(RocksDBConfigurableOptions.LOG_DIR)
                        .orElse(BESIDE_THE_DATA);
        return this;
    }

    @Override
    public DBOptions createDBOptions(DBOptions options, Collection<AutoCloseable> handles) {
        return options.setDbLogDir(folder);
    }

    @Override
    public ColumnFamilyOptions createColumnOptions(
            ColumnFamilyOptions options, Collection<AutoCloseable> handles) {
        return options;
    }
}
