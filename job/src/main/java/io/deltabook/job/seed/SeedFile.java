// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.seed;

import io.deltabook.batch.LaneCodec;
import io.deltabook.contract.LaneId;
import io.deltabook.engine.LaneState;
import io.deltabook.engine.LaneStateCodec;
import io.deltabook.job.report.AtomicFile;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The states in which lanes go on from their seeds, kept beside the plan of a run: the run needs
 * the earlier output only once. Written before the run begins, read once a lane when it begins.
 */
public final class SeedFile {
    private static final int MAGIC = 0x6462_7364;

    private SeedFile() {}

    /** The state of a lane, in the form of the keyed state. */
    static byte[] bytes(LaneState state) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        LaneStateCodec.write(state, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    /** Replaces the file as a whole. */
    public static void write(Map<LaneId, byte[]> states, Path file) throws IOException {
        AtomicFile.write(
                file,
                stream -> {
                    DataOutputStream out = new DataOutputStream(stream);
                    out.writeInt(MAGIC);
                    out.writeInt(states.size());
                    for (Map.Entry<LaneId, byte[]> lane : states.entrySet()) {
                        LaneCodec.write(lane.getKey(), out);
                        out.writeInt(lane.getValue().length);
                        out.write(lane.getValue());
                    }
                    out.flush();
                });
    }

    /** Whether a file begins as one. */
    public static boolean isOne(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) < Integer.BYTES) {
            return false;
        }
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            return in.readInt() == MAGIC;
        }
    }

    /**
     * The state of one lane.
     *
     * @throws IOException if the file is damaged or does not have the lane; the message names it
     */
    public static LaneState read(Path file, LaneId lane) throws IOException {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (in.readInt() != MAGIC) {
                throw new IOException("it does not begin as one");
            }
            for (int left = in.readInt(); left > 0; left--) {
                LaneId found = LaneCodec.readId(in);
                int length = in.readInt();
                if (found.equals(lane)) {
                    byte[] state = new byte[length];
                    in.readFully(state);
                    return LaneStateCodec.read(
                            new DataInputStream(new ByteArrayInputStream(state)));
                }
                in.skipNBytes(length);
            }
            throw new IOException("it does not have the lane");
        } catch (IOException | RuntimeException e) {
            throw new IOException(
                    "[%s] must hold the closing book that %s goes on from: %s; start anew with another --output and --state"
                            .formatted(file, lane, e),
                    e);
        }
    }
}
