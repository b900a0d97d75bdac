// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.seed;

import io.deltabook.contract.LaneId;
import io.deltabook.engine.LaneState;
import io.deltabook.job.storage.Place;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;

/** Which lanes of a run continue from a seed, and the file with their states. */
public final class LaneSeeds implements Serializable {
    /** All lanes start cold. */
    public static final LaneSeeds NONE = new LaneSeeds(null, Set.of());

    private static final long serialVersionUID = 1;

    private final String file;
    private final Set<LaneId> lanes;
    private transient SeedFile opened;

    private LaneSeeds(String file, Set<LaneId> lanes) {
        this.file = file;
        this.lanes = lanes;
    }

    /**
     * The seeds of a run.
     *
     * @param file a {@link SeedFile} that contains all of the lanes
     */
    public static LaneSeeds of(Path file, Collection<LaneId> lanes) {
        return lanes.isEmpty() ? NONE : new LaneSeeds(file.toString(), Set.copyOf(lanes));
    }

    /**
     * The state in which a lane continues from its seed, null for one that starts cold.
     *
     * @throws IOException if it cannot be read
     */
    public LaneState of(LaneId lane) throws IOException {
        if (!lanes.contains(lane)) {
            return null;
        }
        if (opened == null) {
            opened = SeedFile.open(Place.of(file));
        }
        return opened.read(lane);
    }
}
