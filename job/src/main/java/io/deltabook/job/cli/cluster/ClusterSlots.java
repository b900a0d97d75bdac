// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Slots of a Flink cluster. A run needs as many as its parallelism.
 *
 * @param cluster its REST address
 * @param taskManagers TaskManagers that are registered
 * @param total slots of all of them
 * @param free those that no job has
 * @param isElastic whether TaskManagers come when they are needed, or a job is content with fewer
 *     slots than it asked for
 */
record ClusterSlots(URI cluster, int taskManagers, int total, int free, boolean isElastic) {
    private static final Set<String> SCHEDULERS =
            Set.of("jobmanager.scheduler", "scheduler-mode", "jobmanager.adaptive-scheduler");
    private static final Set<String> ADAPTIVE = Set.of("adaptive", "reactive");

    /** Set by those who start TaskManagers: Flink on Kubernetes and on YARN. */
    private static final Set<String> RESOURCE_MANAGERS =
            Set.of("kubernetes.cluster-id", "yarn.application.id");

    /** The slots that a cluster has now. */
    static ClusterSlots of(Rest rest, URI anyPage) throws IOException, InterruptedException {
        URI cluster = anyPage.resolve("/");
        JsonNode overview = rest.requirePage(cluster.resolve("/overview"));
        boolean isElastic = false;
        for (JsonNode setting : rest.page(cluster.resolve("/jobmanager/config"))) {
            String key = setting.path("key").asText();
            String value = setting.path("value").asText().toLowerCase(Locale.ROOT);
            isElastic |=
                    RESOURCE_MANAGERS.contains(key)
                            || SCHEDULERS.contains(key) && ADAPTIVE.contains(value);
        }
        return new ClusterSlots(
                cluster,
                overview.path("taskmanagers").asInt(),
                overview.path("slots-total").asInt(),
                overview.path("slots-available").asInt(),
                isElastic);
    }

    /** Whether it can never have more slots than now unless somebody sees to it. */
    boolean isFixed() {
        return !isElastic && taskManagers > 0 && total > 0;
    }

    /** Whether a run of this width can begin now. */
    boolean isEnough(int parallelism) {
        return free >= parallelism;
    }

    /** Why a run of this width must not be sent there; null if it may. */
    String fault(int parallelism) {
        if (!isFixed() || total >= parallelism) {
            return null;
        }
        int slotsEach = Math.max(1, total / taskManagers);
        int needed = (parallelism + slotsEach - 1) / slotsEach;
        return "parallelism must be at most the slots of [%s], but is %d and there are %s: lower --parallelism to %d, or start more TaskManagers ('scripts/cluster.sh down', then 'up --taskmanagers %d')"
                .formatted(cluster, parallelism, this, total, needed);
    }

    /** What to expect of a run of this width that may be sent there; null if it begins at once. */
    String warning(int parallelism) {
        return isEnough(parallelism)
                ? null
                : "[%s] must have %d free slots for the run, but has %s: it waits until there are enough"
                        .formatted(cluster, parallelism, this);
    }

    @Override
    public String toString() {
        return "%d slots of %d TaskManagers, %d of them free".formatted(total, taskManagers, free);
    }
}
