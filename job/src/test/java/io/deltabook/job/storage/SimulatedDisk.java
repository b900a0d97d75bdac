// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Knows what a disk holds of a folder while it is being written: of each file as many bytes as it
 * had when they were last forced, of each folder the names it had then, and nothing else. Files and
 * folders are told apart by their inodes, so a rename is two changed names of one file.
 *
 * <p>At random moments it takes a {@link DiskImage}, which is what a power cut would leave. Forcing
 * waits meanwhile: what is written during that time relies on nothing that the image lacks.
 */
public final class SimulatedDisk implements DiskWatch, AutoCloseable {
    private final Path root;
    private final Path vault;
    private final Random random;
    private final int wanted;
    private final List<DiskImage> images = new ArrayList<>();
    private final Map<Object, Node> nodes = new HashMap<>();
    private final List<FileChannel> pins = new ArrayList<>();
    private final ThreadLocal<Listing> asked = new ThreadLocal<>();
    private long forces;

    /** The names in a folder when somebody asked to force them. */
    private record Listing(long order, Map<String, Node> names) {}

    /**
     * Watches a folder, of which all is on the disk now.
     *
     * @param root the folder
     * @param vault an empty folder beside it, for what is deleted from the root but not the disk
     * @param wanted how many images to take, from moments equally likely
     */
    public SimulatedDisk(Path root, Path vault, Random random, int wanted) throws IOException {
        this.root = root;
        this.vault = vault;
        this.random = random;
        this.wanted = wanted;
        settle(root);
        Disk.watch(this);
    }

    private void settle(Path path) throws IOException {
        Node node = node(path);
        if (!node.isFolder()) {
            node.forcedBytes = Files.size(path);
            return;
        }
        node.forcedNames = names(path);
        for (String name : node.forcedNames.keySet()) {
            settle(path.resolve(name));
        }
    }

    @Override
    public void close() throws IOException {
        Disk.watch(DiskWatch.NONE);
        for (FileChannel pin : pins) {
            pin.close();
        }
    }

    /** The images taken so far. */
    public synchronized List<DiskImage> images() {
        return List.copyOf(images);
    }

    @Override
    public synchronized void beforeForce(Path path) {
        if (!path.startsWith(root)) {
            return;
        }
        try {
            forces++;
            long place = random.nextLong(forces);
            if (images.size() < wanted) {
                images.add(image(DiskImage.Kind.any(random)));
            } else if (place < wanted) {
                images.set((int) place, image(DiskImage.Kind.any(random)));
            }
            asked.set(
                    Files.isDirectory(path)
                            ? new Listing(forces, names(path))
                            : new Listing(forces, null));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public synchronized void forced(Path file) {
        if (!file.startsWith(root)) {
            return;
        }
        try {
            node(file).forcedBytes = Files.size(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public synchronized void namesForced(Path folder) {
        if (!folder.startsWith(root)) {
            return;
        }
        try {
            Node node = node(folder);
            Listing listing = asked.get();
            if (listing.order() > node.forcedOrder) {
                node.forcedOrder = listing.order();
                node.forcedNames = listing.names();
            }
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a power cut would leave now. */
    public synchronized DiskImage image(DiskImage.Kind kind) throws IOException {
        Map<Node, Map<String, Node>> now = new HashMap<>();
        list(root, now);
        DiskImage image = new DiskImage(kind, forces);
        add(node(root), Path.of(""), now, image);
        return image;
    }

    private void list(Path folder, Map<Node, Map<String, Node>> into) throws IOException {
        Map<String, Node> names;
        try {
            names = names(folder);
            into.put(node(folder), names);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return;
        }
        for (Map.Entry<String, Node> entry : names.entrySet()) {
            if (entry.getValue().isFolder()) {
                list(folder.resolve(entry.getKey()), into);
            }
        }
    }

    private void add(Node folder, Path path, Map<Node, Map<String, Node>> now, DiskImage image)
            throws IOException {
        Map<String, Node> old = folder.forcedNames;
        Map<String, Node> current = now.getOrDefault(folder, Map.of());
        for (Map.Entry<String, Node> entry : image.kind().names(old, current, random).entrySet()) {
            Path child = path.resolve(entry.getKey());
            Node node = entry.getValue();
            if (node.isFolder()) {
                image.add(child);
                add(node, child, now, image);
            } else {
                long bytes = Files.size(node.kept);
                image.add(child, node.kept, image.kind().bytes(node.forcedBytes, bytes, random));
            }
        }
    }

    private Map<String, Node> names(Path folder) throws IOException {
        List<Path> entries;
        try (Stream<Path> stream = Files.list(folder)) {
            entries = stream.toList();
        }
        Map<String, Node> names = new HashMap<>();
        for (Path entry : entries) {
            try {
                names.put(entry.getFileName().toString(), node(entry));
            } catch (NoSuchFileException e) {
                continue;
            }
        }
        return names;
    }

    /** Its inode is kept from being used again, by a second name or by being open. */
    private Node node(Path path) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        Node known = nodes.get(attributes.fileKey());
        if (known != null) {
            return known;
        }
        Node node = new Node();
        if (attributes.isDirectory()) {
            try {
                pins.add(FileChannel.open(path));
            } catch (FileSystemException e) {
                throw gone(path, e);
            }
        } else {
            node.kept = vault.resolve(Integer.toString(nodes.size()));
            try {
                Files.createLink(node.kept, path);
            } catch (FileAlreadyExistsException e) {
                throw e;
            } catch (FileSystemException e) {
                throw gone(path, e);
            }
        }
        nodes.put(attributes.fileKey(), node);
        return node;
    }

    private static NoSuchFileException gone(Path path, FileSystemException cause) {
        NoSuchFileException gone = new NoSuchFileException(path.toString());
        gone.initCause(cause);
        return gone;
    }

    /** A file or a folder, whatever its names. */
    static final class Node {
        private Path kept;
        private long forcedBytes;
        private long forcedOrder;
        private Map<String, Node> forcedNames = Map.of();

        boolean isFolder() {
            return kept == null;
        }
    }
}
