// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.readers;

import io.deltabook.job.golden.Golden;
import io.deltabook.job.testing.Folders;
import io.deltabook.job.testing.JobCluster;
import io.deltabook.job.testing.RunOutput;
import io.deltabook.job.testing.TestRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Outputs of two real captures with their trades, and of the first of them with large gaps, as
 * three lanes; each is written once for all tests.
 */
final class GoldenOutput implements BeforeAllCallback {
    static final String SPOT = "cases/spot_btcusdt_20240808";
    static final String USDM = "cases/usdm_ethusdt_20240808";

    /** The lanes, in order: exchange and symbol. */
    static final List<String> LANES =
            List.of("BINANCE|BTC-USDT", "BINANCE_FUTURES|ETH-USDT-PERP", "GAPPY|BTC-USDT");

    private final JobCluster cluster = new JobCluster();
    private Shared shared;

    private static final class Shared implements AutoCloseable {
        private final Path folder;
        private final Map<String, RunOutput> outputs = new HashMap<>();
        private Recipes recipes;

        Shared() {
            try {
                folder = Files.createTempDirectory("deltabook-golden");
            } catch (IOException e) {
                throw new IllegalStateException("the outputs must be writable", e);
            }
        }

        @Override
        public void close() throws IOException {
            Folders.clear(folder);
            Files.delete(folder);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        cluster.beforeAll(context);
        shared =
                context.getRoot()
                        .getStore(Namespace.GLOBAL)
                        .getOrComputeIfAbsent(Shared.class, key -> new Shared(), Shared.class);
    }

    /** The recipes over the output of a run with default options. */
    Recipes recipes() throws Exception {
        if (shared.recipes == null) {
            shared.recipes = new Recipes(output("sink.encodings", "compact"));
        }
        return shared.recipes;
    }

    /** The output of a run with an option. */
    RunOutput output(String option, String value) throws Exception {
        RunOutput output = shared.outputs.get(option + value);
        if (output == null) {
            output = write(shared.folder.resolve(option + value), option, value);
            shared.outputs.put(option + value, output);
        }
        return output;
    }

    private RunOutput write(Path folder, String option, String value) throws Exception {
        Path deltas = shared.folder.resolve("deltas");
        if (!Files.exists(deltas)) {
            copy(SPOT + "/native/deltas/symbol=BTC-USDT", deltas, LANES.get(0));
            copy(USDM + "/native/deltas/symbol=ETH-USDT-PERP", deltas, LANES.get(1));
            copy("faults/gap_major_lagged/native/deltas/symbol=BTC-USDT", deltas, LANES.get(2));
        }
        return TestRun.of(
                        folder,
                        deltas,
                        Golden.path(SPOT + "/lake/trades"),
                        Golden.path(USDM + "/lake/trades"))
                .set(option, value)
                .parallelism(2)
                .on(cluster);
    }

    private static void copy(String from, Path deltas, String lane) throws IOException {
        String[] names = lane.split("\\|");
        Path exchange = Files.createDirectories(deltas.resolve("exchange=" + names[0]));
        Folders.copy(Golden.path(from), exchange.resolve("symbol=" + names[1]));
    }
}
