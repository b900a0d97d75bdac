// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks;

import io.deltabook.job.generate.FileCodec;
import io.deltabook.job.generate.synthetic.GenerateSettings;
import io.deltabook.job.generate.synthetic.SyntheticMarket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The shape of the data: a real capture if the golden data are available, else a synthetic one. */
public enum Shape {
    FUTURES("cases/usdm_ethusdt_20240808/native", "symbol=SOL-USDT-PERP"),
    SPOT("cases/spot_btcusdt_20240808/native", "symbol=BTC-USDT");

    private static final int MARKET_SYMBOLS = 3;
    private static final long MARKET_ROWS = 430_000L * MARKET_SYMBOLS;
    private static final int MESSAGES_PER_SECOND = 20;

    private final String goldenCase;
    private final String syntheticSymbol;

    Shape(String goldenCase, String syntheticSymbol) {
        this.goldenCase = goldenCase;
        this.syntheticSymbol = syntheticSymbol;
    }

    /**
     * The folder of a capture of this shape.
     *
     * @param golden folder of the golden data, which may be absent
     * @param work folder for a synthetic market, which is generated once
     */
    public Path capture(Path golden, Path work) throws IOException {
        Path real = golden.resolve(goldenCase);
        if (Files.isDirectory(real)) {
            return real;
        }
        Path market = work.resolve("market");
        if (!Files.exists(market.resolve(SyntheticMarket.EXPECTED))) {
            Folders.delete(market);
            new SyntheticMarket(
                            new GenerateSettings(
                                    market,
                                    MARKET_ROWS,
                                    MARKET_SYMBOLS,
                                    1,
                                    null,
                                    MESSAGES_PER_SECOND,
                                    100_000,
                                    Long.MAX_VALUE,
                                    FileCodec.SNAPPY,
                                    true,
                                    false))
                    .write();
        }
        return market.resolve("deltas/exchange=" + SyntheticMarket.EXCHANGE)
                .resolve(syntheticSymbol);
    }

    /**
     * Location of the golden data: set by the build or the environment, else beside the project.
     */
    public static Path golden() {
        String built = System.getProperty("deltabook.golden");
        String named = built == null ? System.getenv("DELTABOOK_GOLDEN") : built;
        return named == null ? home().resolve("../shared/golden").normalize() : Path.of(named);
    }

    /** Default location of data and runs. */
    public static Path work() {
        return home().resolve("data/bench");
    }

    private static Path home() {
        return Path.of(System.getProperty("deltabook.home", "")).toAbsolutePath().normalize();
    }
}
