// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.seed;

import io.deltabook.batch.LaneCodec;
import io.deltabook.contract.LaneId;
import io.deltabook.engine.LaneState;
import io.deltabook.engine.LaneStateCodec;
import io.deltabook.job.storage.AtomicFile;
import io.deltabook.job.storage.Place;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.io.input.CountingInputStream;

/**
 * The states in which lanes continue from their seeds, stored beside the plan of a run, so the
 * earlier output is needed only once. Written before the run starts, and read once per lane when
 * the lane starts.
 */
public final class SeedFile {
    private static final int MAGIC = 0x6462_7364;

    private final Path file;

    /** Offset of the length that precedes each lane's state. */
    private final Map<LaneId, Long> places;

    private SeedFile(Path file, Map<LaneId, Long> places) {
        this.file = file;
        this.places = places;
    }

    /** The state of a lane, in the format of the keyed state. */
    static byte[] bytes(LaneState state) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        LaneStateCodec.write(state, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    /** Replaces the file atomically. */
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

    /** Whether a file starts with the magic bytes of a seed file. */
    public static boolean isOne(Path file) throws IOException {
        if (!Place.isFile(file) || Files.size(file) < Integer.BYTES) {
            return false;
        }
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            return in.readInt() == MAGIC;
        }
    }

    /**
     * Opens a file and indexes its lanes.
     *
     * @throws IOException if it is damaged; the message names it
     */
    static SeedFile open(Path file) throws IOException {
        Map<LaneId, Long> places = new HashMap<>();
        try (CountingInputStream counted =
                        new CountingInputStream(
                                new BufferedInputStream(Files.newInputStream(file)));
                DataInputStream in = new DataInputStream(counted)) {
            if (in.readInt() != MAGIC) {
                throw new IOException("it does not start with the magic bytes of a seed file");
            }
            for (int left = in.readInt(); left > 0; left--) {
                LaneId lane = LaneCodec.readId(in);
                places.put(lane, counted.getByteCount());
                in.skipNBytes(in.readInt());
            }
            return new SeedFile(file, places);
        } catch (IOException | RuntimeException e) {
            throw fault(file, "closing books that lanes continue from", e);
        }
    }

    /**
     * The state of one lane.
     *
     * @throws IOException if the file is damaged or does not contain the lane; the message names it
     */
    LaneState read(LaneId lane) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            Long place = places.get(lane);
            if (place == null) {
                throw new IOException("it does not contain the lane");
            }
            channel.position(place);
            DataInputStream in = new DataInputStream(Channels.newInputStream(channel));
            byte[] state = new byte[in.readInt()];
            in.readFully(state);
            return LaneStateCodec.read(new DataInputStream(new ByteArrayInputStream(state)));
        } catch (IOException | RuntimeException e) {
            throw fault(file, "the closing book that " + lane + " continues from", e);
        }
    }

    private static IOException fault(Path file, String what, Exception cause) {
        return new IOException(
                "[%s] must hold %s: %s; start a new run with another --output and --state"
                        .formatted(file, what, cause),
                cause);
    }
}
