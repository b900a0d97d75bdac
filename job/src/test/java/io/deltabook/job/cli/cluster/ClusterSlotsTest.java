// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.testing.AnsweringServer;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClusterSlotsTest {
    private static final URI CLUSTER = URI.create("http://localhost:8081/");

    @Test
    void aRunWiderThanAllSlotsIsRefusedWithTheWaysOut() {
        assertThat(new ClusterSlots(CLUSTER, 2, 4, 3, false).fault(5))
                .isEqualTo(
                        "parallelism must be at most the slots of [http://localhost:8081/], but is 5 and there are 4 slots on 2 TaskManagers, 3 of them free: lower --parallelism to 4, or start more TaskManagers ('scripts/cluster.sh down', then 'up --taskmanagers 3')");
    }

    @ParameterizedTest
    @CsvSource({"2, 4, false", "0, 0, false", "1, 0, false", "1, 1, true"})
    void aRunThatFitsOrMayFitLaterIsNotRefused(int taskManagers, int total, boolean isElastic) {
        assertThat(new ClusterSlots(CLUSTER, taskManagers, total, 0, isElastic).fault(4)).isNull();
    }

    @Test
    void aRunThatHasToWaitIsWarned() {
        assertThat(new ClusterSlots(CLUSTER, 2, 4, 3, false).warning(4))
                .isEqualTo(
                        "[http://localhost:8081/] must have 4 free slots for the run, but has 4 slots on 2 TaskManagers, 3 of them free: it will wait until there are enough");
        assertThat(new ClusterSlots(CLUSTER, 2, 4, 4, false).warning(4)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "jobmanager.scheduler, Adaptive, true",
        "jobmanager.scheduler, Default, false",
        "scheduler-mode, REACTIVE, true",
        "kubernetes.cluster-id, books, true",
        "rest.address, adaptive, false"
    })
    void aClusterThatGrowsOrMakesDoIsKnownByItsSettings(String key, String value, boolean isElastic)
            throws Exception {
        String overview = "{\"taskmanagers\": 3, \"slots-total\": 6, \"slots-available\": 1}";
        String config = "[{\"key\": \"%s\", \"value\": \"%s\"}]".formatted(key, value);
        Map<String, String> answers = Map.of("/overview", overview, "/jobmanager/config", config);
        try (AnsweringServer server = new AnsweringServer(asked -> answers.get(asked.path()))) {
            URI cluster = server.address();

            assertThat(ClusterSlots.of(new Rest(), cluster))
                    .isEqualTo(new ClusterSlots(cluster.resolve("/"), 3, 6, 1, isElastic));
        }
    }
}
