/** Live connections: WebSockets and server-sent events, the streams that they carry, and hints between replicas that something is new. */
@NullMarked
package io.mutuals.realtime;

import org.jspecify.annotations.NullMarked;
