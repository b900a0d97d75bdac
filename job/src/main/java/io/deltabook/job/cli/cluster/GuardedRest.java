// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.blob.TransientBlobService;
import org.apache.flink.runtime.dispatcher.DispatcherGateway;
import org.apache.flink.runtime.jobmaster.MiniDispatcherRestEndpoint;
import org.apache.flink.runtime.leaderelection.LeaderElection;
import org.apache.flink.runtime.resourcemanager.ResourceManagerGateway;
import org.apache.flink.runtime.rest.HttpMethodWrapper;
import org.apache.flink.runtime.rest.RestEndpointFactory;
import org.apache.flink.runtime.rest.handler.RestHandlerConfiguration;
import org.apache.flink.runtime.rest.handler.RestHandlerSpecification;
import org.apache.flink.runtime.rest.handler.legacy.ExecutionGraphCache;
import org.apache.flink.runtime.rest.handler.legacy.metrics.MetricFetcher;
import org.apache.flink.runtime.rpc.FatalErrorHandler;
import org.apache.flink.runtime.webmonitor.RestfulGateway;
import org.apache.flink.runtime.webmonitor.WebMonitorEndpoint;
import org.apache.flink.runtime.webmonitor.retriever.GatewayRetriever;
import org.apache.flink.runtime.webmonitor.retriever.LeaderGatewayRetriever;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelInboundHandler;

/**
 * The REST interface of an embedded cluster. Everyone on the machine can reach it, and Flink does
 * not authenticate clients, so it is reduced: what the web UI shows of the job is open, what
 * deltabook itself requests needs the run's token, and the rest (jobs and jars, disposal of
 * savepoints, rescaling, shutdown, logs, environments, thread dumps, profiles) is not served.
 */
final class GuardedRest implements RestEndpointFactory<RestfulGateway> {
    /** What the web UI shows of the cluster. */
    private static final Set<String> OPEN =
            Set.of(
                    "/:*",
                    "/config",
                    "/overview",
                    "/applications/overview",
                    "/applications/:applicationid",
                    "/jobmanager/metrics",
                    "/jobs",
                    "/jobs/metrics",
                    "/jobs/overview",
                    "/taskmanagers",
                    "/taskmanagers/metrics",
                    "/taskmanagers/:taskmanagerid",
                    "/taskmanagers/:taskmanagerid/metrics");

    /** What it shows of the job, below the job's own page. */
    private static final Set<String> OPEN_OF_JOB =
            Set.of(
                    "",
                    "/accumulators",
                    "/checkpoints",
                    "/checkpoints/config",
                    "/checkpoints/details/:checkpointid",
                    "/checkpoints/details/:checkpointid/subtasks/:vertexid",
                    "/exceptions",
                    "/metrics",
                    "/plan",
                    "/status",
                    "/vertices/:vertexid",
                    "/vertices/:vertexid/accumulators",
                    "/vertices/:vertexid/backpressure",
                    "/vertices/:vertexid/jm-operator-metrics",
                    "/vertices/:vertexid/metrics",
                    "/vertices/:vertexid/subtasks/:subtaskindex",
                    "/vertices/:vertexid/subtasks/:subtaskindex/attempts/:attempt",
                    "/vertices/:vertexid/subtasks/:subtaskindex/attempts/:attempt/accumulators",
                    "/vertices/:vertexid/subtasks/:subtaskindex/metrics",
                    "/vertices/:vertexid/subtasks/accumulators",
                    "/vertices/:vertexid/subtasks/metrics",
                    "/vertices/:vertexid/subtasktimes",
                    "/vertices/:vertexid/taskmanagers",
                    "/vertices/:vertexid/watermarks");

    /** What deltabook requests, with the token. */
    private static final Set<String> GUARDED =
            Set.of(
                    "PATCH /jobs/:jobid",
                    "POST /jobs/:jobid/checkpoints",
                    "POST /jobs/:jobid/savepoints",
                    "GET /jobs/:jobid/savepoints/:triggerid",
                    "POST /jobs/:jobid/stop");

    private static final String JOB = "/jobs/:jobid";

    private final RestToken token;

    GuardedRest(RestToken token) {
        this.token = token;
    }

    @Override
    public WebMonitorEndpoint<RestfulGateway> createRestEndpoint(
            Configuration configuration,
            LeaderGatewayRetriever<DispatcherGateway> dispatcher,
            LeaderGatewayRetriever<ResourceManagerGateway> resourceManager,
            TransientBlobService blobs,
            ScheduledExecutorService executor,
            MetricFetcher metrics,
            LeaderElection election,
            FatalErrorHandler fatalErrors)
            throws Exception {
        RestHandlerConfiguration handlers =
                RestHandlerConfiguration.fromConfiguration(configuration);
        return new Endpoint(
                dispatcher,
                configuration,
                handlers,
                resourceManager,
                blobs,
                executor,
                metrics,
                election,
                RestEndpointFactory.createExecutionGraphCache(handlers),
                fatalErrors);
    }

    /** The handler of a resource, guarded if it needs the token; null if it is not served. */
    private ChannelInboundHandler reached(
            RestHandlerSpecification page, ChannelInboundHandler handler) {
        String url = page.getTargetRestEndpointURL();
        if (GUARDED.contains(page.getHttpMethod() + " " + url)) {
            return new TokenGuard(token, handler);
        }
        boolean isOpen =
                OPEN.contains(url)
                        || url.startsWith(JOB) && OPEN_OF_JOB.contains(url.substring(JOB.length()));
        return isOpen && page.getHttpMethod() == HttpMethodWrapper.GET ? handler : null;
    }

    private final class Endpoint extends MiniDispatcherRestEndpoint {
        Endpoint(
                GatewayRetriever<? extends RestfulGateway> dispatcher,
                Configuration configuration,
                RestHandlerConfiguration handlers,
                GatewayRetriever<ResourceManagerGateway> resourceManager,
                TransientBlobService blobs,
                ScheduledExecutorService executor,
                MetricFetcher metrics,
                LeaderElection election,
                ExecutionGraphCache graphs,
                FatalErrorHandler fatalErrors)
                throws Exception {
            super(
                    dispatcher,
                    configuration,
                    handlers,
                    resourceManager,
                    blobs,
                    executor,
                    metrics,
                    election,
                    graphs,
                    fatalErrors);
        }

        @Override
        protected List<Tuple2<RestHandlerSpecification, ChannelInboundHandler>> initializeHandlers(
                CompletableFuture<String> address) {
            List<Tuple2<RestHandlerSpecification, ChannelInboundHandler>> reached =
                    new ArrayList<>();
            super.initializeHandlers(address)
                    .forEach(
                            page -> {
                                ChannelInboundHandler handler = reached(page.f0, page.f1);
                                if (handler != null) {
                                    reached.add(Tuple2.of(page.f0, handler));
                                }
                            });
            return reached;
        }
    }
}
