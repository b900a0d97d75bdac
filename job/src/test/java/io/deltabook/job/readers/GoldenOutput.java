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
import java.util.List;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Outputs of two real captures with their trades, and of the first of them with large gaps, as
 * three lanes; the default one is written once for all tests.
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
        private RunOutput byDefault;
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

    /** The recipes over the default output. */
    Recipes recipes() throws Exception {
        if (shared.recipes == null) {
            shared.recipes = new Recipes(byDefault());
        }
        return shared.recipes;
    }

    /** The output of all lanes with default options. */
    RunOutput byDefault() throws Exception {
        if (shared.byDefault == null) {
            Path deltas = shared.folder.resolve("deltas");
            copy(SPOT + "/native/deltas/symbol=BTC-USDT", deltas, LANES.get(0));
            copy(USDM + "/native/deltas/symbol=ETH-USDT-PERP", deltas, LANES.get(1));
            copy("faults/gap_major_lagged/native/deltas/symbol=BTC-USDT", deltas, LANES.get(2));
            shared.byDefault =
                    TestRun.of(
                                    shared.folder.resolve("default"),
                                    deltas,
                                    Golden.path(SPOT + "/lake/trades"),
                                    Golden.path(USDM + "/lake/trades"))
                            .parallelism(2)
                            .on(cluster);
        }
        return shared.byDefault;
    }

    /** The output of the first lane alone, with portable encodings. */
    RunOutput portable() throws Exception {
        return TestRun.of(
                        shared.folder.resolve("portable"),
                        Golden.path(SPOT + "/native"),
                        Golden.path(SPOT + "/lake/trades"))
                .set("source.exchange", "BINANCE")
                .set("sink.encodings", "portable")
                .parallelism(1)
                .on(cluster);
    }

    private static void copy(String from, Path deltas, String lane) throws IOException {
        String[] names = lane.split("\\|");
        Path exchange = Files.createDirectories(deltas.resolve("exchange=" + names[0]));
        Folders.copy(Golden.path(from), exchange.resolve("symbol=" + names[1]));
    }
}
