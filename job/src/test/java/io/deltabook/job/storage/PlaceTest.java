// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PlaceTest {
    @ParameterizedTest
    @ValueSource(strings = {"in", "/data/in", "a:b/c", "C:/data", "file:///data/in", "./s3:/x"})
    void aPathOfThisMachineStaysOne(String text) {
        assertThat(Place.of(text)).isEqualTo(LocalPath.of(text));
        assertThat(Place.isRemote(Place.of(text))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "s3://bucket/a b/dt=1/x.parquet, s3://bucket/a b/dt=1/x.parquet",
        "S3://bucket, s3://bucket/",
        "s3a://bucket//a/./b/../c/, s3a://bucket/a/c",
        "hdfs://node:8020/in, hdfs://node:8020/in",
        "gs://b/x%20y, gs://b/x%20y",
        "abfss://c@a.dfs.core.windows.net/x, abfss://c@a.dfs.core.windows.net/x"
    })
    void anAddressOfAStoreIsAPathThere(String text, String path) {
        Path place = Place.of(text);
        assertThat(place).hasToString(path);
        assertThat(Place.isRemote(place)).isTrue();
        assertThat(place.toAbsolutePath().normalize()).isEqualTo(place);
        assertThat(Place.of(place.toString())).isEqualTo(place);
    }

    @Test
    void aStoreThatNothingReadsIsRefused() {
        assertThatThrownBy(() -> Place.of("ftp://host/in"))
                .hasMessage(
                        "a place must be a path, or an address of s3, s3a, gs, abfs, abfss, hdfs, but [ftp://host/in] is one of ftp: copy it to one of them, or mount it and name its folder");
    }

    @ParameterizedTest
    @CsvSource({
        "s3:bkt/o1, s3, s3://bkt/o1",
        "S3:/bkt/o1, s3, s3://bkt/o1",
        "s3a:bkt, s3a, s3a://bkt",
        "hdfs:node:8020/in, hdfs, hdfs://node:8020/in",
        "gs:, gs, gs://bucket/folder"
    })
    void anAddressWithoutItsSlashesIsNotTakenForAFolder(String text, String scheme, String meant) {
        assertThatThrownBy(() -> Place.of(text))
                .hasMessage(
                        "an address must start with %s://, but was [%s]: write %s, or ./%s for a path of this machine",
                        scheme, text, meant, text);
    }

    @Test
    void theSchemesOfOneStoreNameTheSameFiles() {
        Path one = Place.of("s3://b/x");
        assertThat(RealPath.of(Place.of("s3a://b/x"))).isEqualTo(RealPath.of(one));
        assertThat(RealPath.isWithin(Place.of("s3a://b/x/in"), one)).isTrue();
        assertThat(RealPath.isWithin(Place.of("abfss://c@a/x"), Place.of("abfs://c@a/"))).isTrue();
        assertThat(RealPath.isWithin(Place.of("gs://b/x/in"), one)).isFalse();
        assertThat(RealPath.isWithin(Place.of("s3a://c/x/in"), one)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"/out, true", "s3://b/out, true", "gs://b/out, true", "hdfs://h/out, false"})
    void aRunWritesWhereAFileIsReplacedAtOnce(String text, boolean isWritable) {
        assertThat(Place.isWritable(Place.of(text))).isEqualTo(isWritable);
    }

    @Test
    void anAddressNamesItsBucketAndNoPassword() {
        assertThatThrownBy(() -> Place.of("s3:///in"))
                .hasMessage(
                        "an address must name its bucket, container or host, and no password, such as s3://bucket/folder, but was [s3:///in]");
        assertThatThrownBy(() -> Place.of("s3://id:secret@bucket/in"))
                .hasMessageEndingWith("but was [s3://…@…]")
                .hasMessageNotContaining("secret");
    }

    @Test
    void placesOfThisMachineComeBeforeOthers() {
        assertThat(
                        Stream.of("s3://b/a", "/z", "gs://b/a", "/a")
                                .map(Place::of)
                                .sorted(Place.ORDER)
                                .map(Path::toString))
                .containsExactly("/a", "/z", "gs://b/a", "s3://b/a");
    }
}
