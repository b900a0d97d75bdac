// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source;

import io.deltabook.job.storage.shared.DifferentStorageException;
import io.deltabook.job.storage.shared.SharedStorage;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/** Ends the job at once if one of its processes does not see the run's storage. */
final class StorageProbe implements Serializable {
    private static final long serialVersionUID = 1L;

    private final SharedStorage storage;

    /**
     * @param storage what they must see, null if there is nothing to ask
     */
    StorageProbe(SharedStorage storage) {
        this.storage = storage;
    }

    /** Asks from a task, which waits for it before it reads anything. */
    void require(SourceReaderContext context) {
        if (storage != null) {
            require(context.getLocalHostName());
        }
    }

    /** Asks from the JobManager, which writes checkpoints, without keeping it waiting. */
    void look(SplitEnumeratorContext<?> context) {
        if (storage != null) {
            context.callAsync(
                    () -> {
                        require(InetAddress.getLocalHost().getHostName());
                        return true;
                    },
                    (isSeen, error) -> {
                        if (error != null) {
                            throw new SuppressRestartsException(error);
                        }
                    });
        }
    }

    /** Restarting does not mount a folder. */
    private void require(String host) {
        try {
            storage.require(host);
        } catch (DifferentStorageException e) {
            throw new SuppressRestartsException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the storage was asked", e);
        }
    }
}
