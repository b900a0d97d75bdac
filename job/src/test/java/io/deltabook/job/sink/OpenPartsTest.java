// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

final class OpenPartsTest {
    private static final OpenParts.Limits LIMITS = new OpenParts.Limits(400, 2, 3, 1_000);

    private final OpenParts open = new OpenParts(LIMITS);

    @Test
    void ofThePartsThatEncodeTheOneWrittenLeastRecentlyGivesWay() throws IOException {
        Part first = new Part("1").encoding(1);
        Part second = new Part("2").encoding(1);
        Part third = new Part("3").encoding(1);
        for (Part part : new Part[] {first, second, first, third}) {
            open.written(part);
        }

        assertThat(second.releases).isEqualTo(1);
        assertThat(first.releases + third.releases).isZero();
        assertThat(open.buffered()).isEqualTo(2);
    }

    @Test
    void theMemoryOfAllRowsIsBounded() throws IOException {
        Part[] parts = new Part[6];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = new Part("" + i).held(90);
            open.written(parts[i]);
            assertThat(open.bufferedBytes()).isLessThanOrEqualTo(LIMITS.bufferedBytes());
        }

        assertThat(parts[0].releases).isEqualTo(1);
        assertThat(parts[1].releases).isEqualTo(1);
        assertThat(parts[2].releases).isZero();
    }

    @Test
    void rowsThatAreHeldAreNoneOfThePartsThatEncode() throws IOException {
        for (int i = 0; i < 100; i++) {
            open.written(new Part("" + i).held(1));
        }

        assertThat(open.buffered()).isEqualTo(100);
    }

    @Test
    void thePartJustWrittenKeepsItsRows() throws IOException {
        Part large = new Part("1").encoding(10 * LIMITS.bufferedBytes());
        open.written(large);

        assertThat(large.releases).isZero();
    }

    @Test
    void ofTheFilesTheOneWrittenLeastRecentlyIsCompleted() throws IOException {
        Part[] parts = new Part[5];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = new Part("" + i).inFile(1);
            open.written(parts[i]);
            assertThat(open.files()).isLessThanOrEqualTo(LIMITS.files());
        }

        assertThat(parts[0].isCompleted()).isTrue();
        assertThat(parts[1].isCompleted()).isTrue();
        assertThat(parts[2].isCompleted()).isFalse();
        assertThat(open.isCompleted("0")).isTrue();
        assertThat(open.isCompleted("4")).isFalse();
    }

    @Test
    void theMemoryOfFootersIsBounded() throws IOException {
        Part first = new Part("1").inFile(600);
        Part second = new Part("2").inFile(600);
        open.written(first);
        open.written(second);

        assertThat(first.isCompleted()).isTrue();
        assertThat(second.isCompleted()).isFalse();
    }

    @Test
    void aPartThatWasRolledIsForgottenButNotItsSuccessor() throws IOException {
        Part old = new Part("1").held(10);
        open.written(old);
        open.finished(old);
        Part next = new Part("1").held(10);
        open.written(next);
        open.finished(old);

        assertThat(open.buffered()).isEqualTo(1);
        assertThat(open.isHeld("1")).isTrue();
        open.finished(next);
        assertThat(open.isHeld("1")).isFalse();
        assertThat(open.bufferedBytes()).isZero();
    }

    @Test
    void onlyPartsWithoutEncodersAndFileAreHeld() throws IOException {
        open.written(new Part("held").held(1));
        open.written(new Part("encoding").encoding(1));
        open.written(new Part("file").inFile(1));

        assertThat(open.isHeld("held")).isTrue();
        assertThat(open.isHeld("encoding")).isFalse();
        assertThat(open.isHeld("file")).isFalse();
        assertThat(open.isHeld("another")).isFalse();
    }

    @Test
    void aCopyOfFlinkBeginsWithoutParts() throws Exception {
        open.written(new Part("1").held(1));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(open);
        }
        ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        OpenParts copy = (OpenParts) in.readObject();

        assertThat(copy.buffered()).isZero();
        copy.written(new Part("2").held(1));
        assertThat(copy.buffered()).isEqualTo(1);
    }

    /** A part that is only what it takes. */
    private static final class Part implements OpenPart {
        private final String bucket;
        private long bytes;
        private long footer;
        private boolean isEncoding;
        private boolean isCompleted;
        private int releases;

        Part(String bucket) {
            this.bucket = bucket;
        }

        Part held(long size) {
            bytes = size;
            return this;
        }

        Part encoding(long size) {
            isEncoding = true;
            return held(size);
        }

        Part inFile(long size) {
            footer = size;
            return this;
        }

        @Override
        public String bucket() {
            return bucket;
        }

        @Override
        public long bufferedBytes() {
            return bytes;
        }

        @Override
        public boolean isEncoding() {
            return isEncoding;
        }

        @Override
        public long footerBytes() {
            return footer;
        }

        @Override
        public void release() {
            releases++;
            bytes = 0;
            isEncoding = false;
        }

        @Override
        public void complete() {
            isCompleted = true;
        }

        @Override
        public boolean isCompleted() {
            return isCompleted;
        }
    }
}
