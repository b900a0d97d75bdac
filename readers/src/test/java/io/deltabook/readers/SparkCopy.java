// SPDX-License-Identifier: Apache-2.0
package io.deltabook.readers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Spark copies the input columns to zstd files: no book, no checkpoints. Measured by
 * scripts/bench.sh.
 *
 * <p>Arguments: input, output folder, threads, file for the figures.
 */
public final class SparkCopy {
    private SparkCopy() {}

    public static void main(String[] args) throws IOException {
        try (SparkSession spark = session(Integer.parseInt(args[2]), Path.of(args[1]))) {
            Path copy = Path.of(args[1]).resolve("copy");
            long start = System.nanoTime();
            copy(spark, Path.of(args[0]).resolve("deltas"), copy);
            double seconds = (System.nanoTime() - start) / 1e9;
            long rows = spark.read().parquet(copy.toString()).count();
            Files.writeString(Path.of(args[3]), "job_seconds=" + seconds + "\nrows=" + rows + "\n");
        }
    }

    /** A session in this process, without a page in the browser. */
    static SparkSession session(int threads, Path folder) {
        return SparkSession.builder()
                .master("local[" + threads + "]")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.warehouse.dir", folder.resolve("warehouse").toString())
                .getOrCreate();
    }

    /** Copies all rows of the Parquet files below a folder. */
    static void copy(SparkSession spark, Path from, Path to) {
        spark.read()
                .option("recursiveFileLookup", "true")
                .parquet(from.toString())
                .write()
                .mode(SaveMode.ErrorIfExists)
                .option("compression", "zstd")
                .parquet(to.toString());
    }
}
