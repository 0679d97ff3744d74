package io.mutuals.realtime;

import io.mutuals.security.Tokens;
import io.mutuals.security.Viewers;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.springframework.graphql.server.WebGraphQlHandler;

/** The collaborators that all WebSockets share. */
record SocketServices(
        WebGraphQlHandler graphQl,
        Tokens tokens,
        Viewers viewers,
        ConnectedViewers connected,
        RealtimeProperties properties,
        InstantSource clock,
        Executor threads) {}
