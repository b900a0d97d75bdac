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
 * @param cluster the cluster's REST address
 * @param taskManagers number of registered TaskManagers
 * @param total slots of all TaskManagers
 * @param free slots not used by any job
 * @param isElastic whether TaskManagers are started on demand, or a job accepts fewer slots than it
 *     requested
 */
record ClusterSlots(URI cluster, int taskManagers, int total, int free, boolean isElastic) {
    private static final Set<String> SCHEDULERS =
            Set.of("jobmanager.scheduler", "scheduler-mode", "jobmanager.adaptive-scheduler");
    private static final Set<String> ADAPTIVE = Set.of("adaptive", "reactive");

    /** Set when Flink starts TaskManagers itself: on Kubernetes and on YARN. */
    private static final Set<String> RESOURCE_MANAGERS =
            Set.of("kubernetes.cluster-id", "yarn.application.id");

    /** The slots that a cluster has now. */
    static ClusterSlots of(Rest rest, URI cluster) throws IOException, InterruptedException {
        JsonNode overview = rest.requirePage(RestAddress.page(cluster, "/overview"));
        boolean isElastic = false;
        for (JsonNode setting : rest.page(RestAddress.page(cluster, "/jobmanager/config"))) {
            String key = setting.path("key").asText();
            String value = setting.path("value").asText().toLowerCase(Locale.ROOT);
            isElastic |=
                    RESOURCE_MANAGERS.contains(key)
                            || SCHEDULERS.contains(key) && ADAPTIVE.contains(value);
        }
        return new ClusterSlots(
                RestAddress.page(cluster, "/"),
                overview.path("taskmanagers").asInt(),
                overview.path("slots-total").asInt(),
                overview.path("slots-available").asInt(),
                isElastic);
    }

    /** Whether it can only get more slots by hand. */
    boolean isFixed() {
        return !isElastic && taskManagers > 0 && total > 0;
    }

    /** Whether a run of this width can start now. */
    boolean isEnough(int parallelism) {
        return free >= parallelism;
    }

    /** Why a run of this width must not be submitted; null if it may. */
    String fault(int parallelism) {
        if (!isFixed() || total >= parallelism) {
            return null;
        }
        int slotsEach = Math.max(1, total / taskManagers);
        int needed = (parallelism + slotsEach - 1) / slotsEach;
        return "parallelism must be at most the slots of [%s], but is %d and there are %s: lower --parallelism to %d, or start more TaskManagers ('scripts/cluster.sh down', then 'up --taskmanagers %d')"
                .formatted(cluster, parallelism, this, total, needed);
    }

    /** What to expect of a run of this width that may be submitted; null if it starts at once. */
    String warning(int parallelism) {
        return isEnough(parallelism)
                ? null
                : "[%s] must have %d free slots for the run, but has %s: it will wait until there are enough"
                        .formatted(cluster, parallelism, this);
    }

    @Override
    public String toString() {
        return "%d slots on %d TaskManagers, %d of them free".formatted(total, taskManagers, free);
    }
}
