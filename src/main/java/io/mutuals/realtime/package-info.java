/**
 * Live connections: WebSockets and server-sent events, the streams that they carry, and hints between replicas that
 * something is new.
 */
@ApplicationModule(allowedDependencies = {"api", "background", "cache", "proof", "security"})
@NullMarked
package io.mutuals.realtime;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
