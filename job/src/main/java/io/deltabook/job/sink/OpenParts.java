// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.sink;

import java.io.IOException;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/**
 * The open parts of a subtask, bounded by number and by memory. The least recently written one
 * gives way: its rows are written to its file, or the file is completed. A completed part takes
 * neither memory nor a descriptor; Flink rolls it when it checks for idle parts, when its bucket
 * gets another row, or at the checkpoint. Bucket assigner, writers and rolling policy of a sink
 * share one instance, which is copied with them for each subtask. Used by the subtask's thread
 * only.
 */
final class OpenParts implements Serializable {
    private static final long serialVersionUID = 1;

    private final Limits limits;
    private transient Parts parts;

    /**
     * What the parts of a subtask may take together; the part being written may exceed it.
     *
     * @param bufferedBytes memory of rows that are not in a file yet
     * @param encoding number of parts whose rows have encoders
     * @param files number of parts with rows in a file, and so with a descriptor
     * @param footerBytes memory for the footers of these files
     */
    record Limits(long bufferedBytes, int encoding, int files, long footerBytes)
            implements Serializable {}

    private static final class Parts {
        private final Map<String, OpenPart> byBucket = new HashMap<>();
        private final PartUsage buffered = new PartUsage();
        private final PartUsage encoding = new PartUsage();
        private final PartUsage files = new PartUsage();
        private String bucket;
    }

    OpenParts(Limits limits) {
        this.limits = limits;
    }

    private Parts parts() {
        if (parts == null) {
            parts = new Parts();
        }
        return parts;
    }

    /** Sets the bucket that the next row belongs to. */
    void bucket(String id) {
        parts().bucket = id;
    }

    /** The bucket of the row being written. */
    String bucket() {
        return parts().bucket;
    }

    /** Records that a part was just written to, and makes the others give way to it. */
    void written(OpenPart part) throws IOException {
        Parts all = parts();
        all.byBucket.put(part.bucket(), part);
        note(part);
        while (all.encoding.count() > limits.encoding() && all.encoding.leastRecent() != null) {
            release(all.encoding.leastRecent());
        }
        while (all.buffered.bytes() > limits.bufferedBytes()
                && all.buffered.leastRecent() != null) {
            release(all.buffered.leastRecent());
        }
        while ((all.files.count() > limits.files() || all.files.bytes() > limits.footerBytes())
                && all.files.leastRecent() != null) {
            OpenPart victim = all.files.leastRecent();
            victim.complete();
            gaveWay(victim);
        }
    }

    private void release(OpenPart victim) throws IOException {
        victim.release();
        gaveWay(victim);
    }

    private void gaveWay(OpenPart victim) {
        parts().buffered.remove(victim);
        parts().encoding.remove(victim);
        note(parts().files, victim, victim.footerBytes() > 0, victim.footerBytes());
    }

    private void note(OpenPart part) {
        Parts all = parts();
        note(all.buffered, part, part.bufferedBytes() > 0, part.bufferedBytes());
        note(all.encoding, part, part.isEncoding(), part.bufferedBytes());
        note(all.files, part, part.footerBytes() > 0, part.footerBytes());
    }

    private static void note(PartUsage usage, OpenPart part, boolean counts, long bytes) {
        if (counts && !part.isCompleted()) {
            usage.put(part, bytes);
        } else {
            usage.remove(part);
        }
    }

    /** Forgets a part that Flink rolled. */
    void finished(OpenPart part) {
        Parts all = parts();
        all.byBucket.remove(part.bucket(), part);
        all.buffered.remove(part);
        all.encoding.remove(part);
        all.files.remove(part);
    }

    /** Whether a bucket's part accepts no more rows and must be rolled. */
    boolean isCompleted(String id) {
        OpenPart part = parts().byBucket.get(id);
        return part != null && part.isCompleted();
    }

    /** Whether all rows of a bucket's part are in memory and without encoders. */
    boolean isHeld(String id) {
        OpenPart part = parts().byBucket.get(id);
        return part != null && !part.isCompleted() && !part.isEncoding() && part.footerBytes() == 0;
    }

    /** Number of parts with rows in memory. */
    int buffered() {
        return parts().buffered.count();
    }

    /** Memory of the rows of all parts, bytes. */
    long bufferedBytes() {
        return parts().buffered.bytes();
    }

    /** Number of parts with rows in a file that is not completed. */
    int files() {
        return parts().files.count();
    }
}
