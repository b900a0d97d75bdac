// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.cluster;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.runtime.rest.handler.router.RoutedRequest;
import org.apache.flink.runtime.rest.handler.util.HandlerUtils;
import org.apache.flink.runtime.rest.messages.ErrorResponseBody;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandler;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandlerContext;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelInboundHandler;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelInboundHandlerAdapter;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpResponseStatus;
import org.apache.flink.shaded.netty4.io.netty.util.ReferenceCountUtil;
import org.apache.flink.util.AutoCloseableAsync;

/** Passes a request on to a Flink handler if it carries the run's token. */
@ChannelHandler.Sharable
final class TokenGuard extends ChannelInboundHandlerAdapter implements AutoCloseableAsync {
    private final RestToken token;
    private final ChannelInboundHandler guarded;

    TokenGuard(RestToken token, ChannelInboundHandler guarded) {
        this.token = token;
        this.guarded = guarded;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof RoutedRequest<?> request
                && !token.isIn(request.getRequest().headers().get(RestToken.HEADER))) {
            try {
                HandlerUtils.sendErrorResponse(
                        context,
                        request.getRequest(),
                        new ErrorResponseBody(
                                "the request must carry the run's token, but does not: use 'deltabook stop' and 'deltabook savepoint' as the user who started the run"),
                        HttpResponseStatus.UNAUTHORIZED,
                        Map.of());
            } finally {
                ReferenceCountUtil.release(message);
            }
        } else {
            guarded.channelRead(context, message);
        }
    }

    @Override
    public CompletableFuture<Void> closeAsync() {
        return guarded instanceof AutoCloseableAsync closeable
                ? closeable.closeAsync()
                : CompletableFuture.completedFuture(null);
    }
}
