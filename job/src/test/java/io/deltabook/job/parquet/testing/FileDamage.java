// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.testing;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Damages whole Parquet files; what it does follows from the random numbers. */
final class FileDamage {
    private static final int FURTHER_BYTES = 64;

    private final SplittableRandom random;
    private final ThriftDamage thrift;

    FileDamage(SplittableRandom random) {
        this.random = random;
        this.thrift = new ThriftDamage(random);
    }

    /** A damaged copy; a damage that leaves no writable file leaves the file as it was. */
    byte[] of(byte[] file) {
        byte[] damaged = file;
        for (int times = random.nextInt(3); times >= 0; times--) {
            try {
                damaged = once(damaged);
            } catch (IOException | RuntimeException e) {
                damaged = bytes(damaged);
            }
        }
        return damaged;
    }

    private byte[] once(byte[] file) throws IOException {
        return switch (random.nextInt(8)) {
            case 0 -> bytes(file);
            case 1, 2, 3 -> footer(file);
            case 4, 5 -> header(file);
            default -> pages(file);
        };
    }

    private byte[] footer(byte[] file) throws IOException {
        ParquetParts parts = ParquetParts.of(file);
        thrift.damage(parts.footer);
        return parts.footerOver(file);
    }

    private byte[] header(byte[] file) throws IOException {
        ParquetParts parts = ParquetParts.of(file);
        List<ParquetParts.Page> pages = pages(parts);
        thrift.damage(pages.get(random.nextInt(pages.size())).header);
        return parts.bytes();
    }

    private List<ParquetParts.Page> pages(ParquetParts parts) {
        return parts.chunks.get(random.nextInt(parts.chunks.size()));
    }

    /** Damage that checksums do not show. */
    private byte[] pages(byte[] file) throws IOException {
        ParquetParts parts = ParquetParts.of(file);
        List<ParquetParts.Page> pages = pages(parts);
        int at = random.nextInt(pages.size());
        ParquetParts.Page page = pages.get(at);
        switch (random.nextInt(6)) {
            case 0 -> pages.remove(at);
            case 1 -> pages.add(random.nextInt(pages.size() + 1), page.copy());
            case 2 -> pages.add(pages.remove(random.nextInt(pages.size())));
            case 3 -> {
                List<ParquetParts.Page> others = pages(parts);
                page.body = others.get(random.nextInt(others.size())).body.clone();
                page.seal();
            }
            case 4 -> {
                page.body = Arrays.copyOf(page.body, random.nextInt(page.body.length + 9));
                page.seal();
            }
            default -> {
                page.body = page.body.length == 0 ? new byte[] {1} : page.body.clone();
                flip(page.body);
                page.seal();
            }
        }
        return parts.bytes();
    }

    private void flip(byte[] bytes) {
        for (int times = random.nextInt(4); times >= 0; times--) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
    }

    private byte[] bytes(byte[] file) {
        byte[] damaged = file.clone();
        int from = random.nextInt(file.length);
        int to = Math.min(file.length, from + 1 + random.nextInt(FURTHER_BYTES));
        switch (random.nextInt(6)) {
            case 0 -> damaged = Arrays.copyOf(file, from);
            case 1 -> random.nextBytes(damaged);
            case 2 -> Arrays.fill(damaged, from, to, (byte) random.nextInt(256));
            case 3 -> System.arraycopy(file, to, damaged, from, file.length - to);
            default -> flip(damaged);
        }
        return damaged;
    }
}
