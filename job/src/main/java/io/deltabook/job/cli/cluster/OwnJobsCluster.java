// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.cluster;

import org.apache.flink.runtime.dispatcher.SessionDispatcherFactory;
import org.apache.flink.runtime.dispatcher.runner.DefaultDispatcherRunnerFactory;
import org.apache.flink.runtime.entrypoint.component.DefaultDispatcherResourceManagerComponentFactory;
import org.apache.flink.runtime.entrypoint.component.DispatcherResourceManagerComponentFactory;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.resourcemanager.StandaloneResourceManagerFactory;

/**
 * A cluster whose jobs come from this JVM only. A session's REST takes a serialized job from
 * anybody who reaches it, even with {@code web.submit.enable: false}; an application's does not.
 */
final class OwnJobsCluster extends MiniCluster {
    private final RestToken token;

    OwnJobsCluster(MiniClusterConfiguration configuration, RestToken token) {
        super(configuration);
        this.token = token;
    }

    @Override
    protected DispatcherResourceManagerComponentFactory
            createDispatcherResourceManagerComponentFactory() {
        return new DefaultDispatcherResourceManagerComponentFactory(
                DefaultDispatcherRunnerFactory.createSessionRunner(
                        SessionDispatcherFactory.INSTANCE),
                StandaloneResourceManagerFactory.getInstance(),
                new GuardedRest(token));
    }
}
