// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs every benchmark once, so that none rots; says nothing about speed. */
final class EveryBenchmarkTest {
    @Test
    void everyBenchmarkRuns() throws RunnerException {
        Collection<RunResult> results =
                new Runner(
                                new OptionsBuilder()
                                        .forks(0)
                                        .warmupIterations(0)
                                        .measurementIterations(1)
                                        .measurementTime(TimeValue.milliseconds(1))
                                        .param("shape", Shape.SPOT.name())
                                        .param("retained", "20")
                                        .param("depth", "1000")
                                        .shouldFailOnError(true)
                                        .verbosity(VerboseMode.SILENT)
                                        .build())
                        .run();

        assertThat(results)
                .extracting(result -> label(result.getParams().getBenchmark()))
                .contains(
                        "BatchCodec.read",
                        "BatchCodec.write",
                        "BookApply.orderBook",
                        "BookApply.treeMap",
                        "ColumnWriting.write",
                        "EngineProcess.process",
                        "PageReading.read",
                        "StateAccess.getAndPut");
    }

    private static String label(String benchmark) {
        return benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1);
    }
}
