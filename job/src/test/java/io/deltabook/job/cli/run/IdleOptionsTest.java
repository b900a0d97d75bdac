// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.config.ConfigLayers;
import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.config.JobConf;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IdleOptionsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    cluster.jar=x.jar | cluster.jar has no effect without cluster
                    web.port=81,cluster=h:1 | web.port has no effect with cluster, which has a web UI of its own
                    gap.recovery-threshold=7,gap.on-major=suspect | gap.recovery-threshold has no effect with gap.on-major suspect: the book is kept after a gap of any size
                    decimal.price-scale=2,decimal.strategy=decimal128 | decimal.price-scale has no effect with decimal.strategy decimal128, which keeps all digits
                    snapshot.anchor-depth=99,book.depth.retained=50 | snapshot.anchor-depth has no effect beyond book.depth.retained, which is 50
                    book.depth.published=99,book.depth.retained=50 | book.depth.published has no effect beyond book.depth.retained, which is 50
                    frozen.threshold=9s,source.trades=ignore | frozen.threshold has no effect with source.trades ignore: only trades show that a book is frozen
                    """)
    void anOptionThatAnotherMakesIdleIsNamed(String options, String line)
            throws InvalidConfigException {
        assertThat(idle(options)).containsExactly(line);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    web.port=81
                    web.port=0,cluster=h:1
                    cluster.jar=x.jar,cluster=h:1
                    gap.recovery-threshold=7
                    gap.recovery-threshold=1000,gap.on-major=suspect
                    decimal.price-scale=2
                    snapshot.anchor-depth=50,book.depth.retained=50
                    """)
    void anOptionWithAnEffectOrItsDefaultIsNot(String options) throws InvalidConfigException {
        assertThat(idle(options)).isEmpty();
    }

    private static List<String> idle(String options) throws InvalidConfigException {
        Map<String, Object> values = new LinkedHashMap<>(Map.of("input", "in", "output", "out"));
        for (String option : options.split(",")) {
            values.put(option.split("=")[0], option.split("=")[1]);
        }
        Configuration given = new ConfigLayers().add(values, "test").configuration();
        return new IdleOptions(given).beside(JobConf.from(given));
    }
}
