// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.BindException;
import java.net.UnknownHostException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.util.FlinkException;
import org.junit.jupiter.api.Test;

final class EmbeddedClusterTest {
    @Test
    void aMachineWhoseNameHasNoAddressIsToldWhereToGiveItOne() {
        Exception unknown = new UnknownHostException("box: Name or service not known");

        assertThat(EmbeddedCluster.failure(unknown, new Configuration()).lines())
                .containsExactly(
                        "this machine's name must have an address, which Flink looks up as it starts, but has none (UnknownHostException: box: Name or service not known): add the name to /etc/hosts, behind 127.0.0.1");
    }

    @Test
    void aPortInUseIsNamed() {
        Configuration configuration = new Configuration();
        configuration.set(RestOptions.PORT, 8081);

        assertThat(
                        EmbeddedCluster.failure(
                                        new FlinkException(new BindException("in use")),
                                        configuration)
                                .lines())
                .containsExactly(
                        "web.port must be a free port, but 8081 is in use: choose another, or 0 for any");
    }
}
