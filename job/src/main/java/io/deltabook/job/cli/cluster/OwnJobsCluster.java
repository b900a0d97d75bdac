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
 * A cluster that only takes jobs from this JVM. The REST interface of a session cluster accepts a
 * serialized job from anyone who can reach it, even with {@code web.submit.enable: false}; that of
 * an application cluster does not.
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
