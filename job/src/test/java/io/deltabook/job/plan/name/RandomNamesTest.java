// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RandomNamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 2 10",
                "a b",
                "morning evening",
                "2024-08-08T00 2024-08-08T12",
                "20240808T000000Z 20240808T120000Z",
                "part-00000-7d1f0c3e-8a4b part-00001-1c9e2f4a-77b0",
                "BTCUSDT-1 BTCUSDT-2",
                "h00/3f9a7c1e04b2 h01/04b23f9a7c1e"
            })
    void namesThatSomebodyChoseAreInOrder(String names) {
        assertThat(RandomNames.are(paths(names))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3f9a7c1e04b2 04b23f9a7c1e",
                "7d1f0c3e-8a4b-4c1d-9e2f-000000000001 1c9e2f4a-77b0-4c1d-9e2f-000000000002",
                "book_3f9a7c1e04b2 book_04b23f9a7c1e",
                "1a2b3c4d.snappy 9z8y7x6w.snappy",
                "0001 3f9a7c1e04b2 04b23f9a7c1e"
            })
    void namesThatNobodyChoseAreRandom(String names) {
        assertThat(RandomNames.are(paths(names))).isTrue();
    }

    private static List<Path> paths(String names) {
        return Stream.of(names.split(" ")).map(name -> Path.of("/d", name + ".parquet")).toList();
    }
}
