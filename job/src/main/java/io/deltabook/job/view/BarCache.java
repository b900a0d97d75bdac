// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.view;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Bars of hours that were asked for last. An hour whose files have changed is read again. Bounded
 * by a number of hours for each length of a bucket. Thread-safe.
 */
final class BarCache<B> {
    /** Most hours that are kept in buckets of a second, and of a minute. */
    private static final int SECONDS_KEPT = 48;

    private static final int MINUTES_KEPT = 2_000;

    static final long SECOND = 1_000_000_000L;
    static final long MINUTE = 60 * SECOND;

    private final Map<List<Path>, B> seconds = bounded(SECONDS_KEPT);
    private final Map<List<Path>, B> minutes = bounded(MINUTES_KEPT);

    /** Reads the bars of an hour. */
    @FunctionalInterface
    interface Loader<B> {
        B load() throws IOException;
    }

    private static <B> Map<List<Path>, B> bounded(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<List<Path>, B> eldest) {
                return size() > most;
            }
        };
    }

    /** Whether the bars of an hour are at hand. */
    boolean has(List<Path> files, long step) {
        synchronized (this) {
            return of(step).containsKey(files);
        }
    }

    /** The bars of an hour, read now if need be. */
    B get(List<Path> files, long step, Loader<B> loader) throws IOException {
        synchronized (this) {
            B found = of(step).get(files);
            if (found != null) {
                return found;
            }
        }
        B loaded = loader.load();
        synchronized (this) {
            of(step).put(List.copyOf(files), loaded);
        }
        return loaded;
    }

    private Map<List<Path>, B> of(long step) {
        return step == SECOND ? seconds : minutes;
    }
}
