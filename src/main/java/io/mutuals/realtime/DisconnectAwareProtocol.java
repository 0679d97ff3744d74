package io.mutuals.realtime;

import java.io.IOException;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.springframework.http.MediaType;
import org.springframework.util.StringUtils;

/**
 * Tomcat's HTTP/1.1, which in addition notices within a second that the client of an event stream has closed its
 * connection.
 *
 * <p>Tomcat reads nothing from a connection while it responds, so it notices that a client has disconnected only after
 * two failed writes, that is after two heartbeats. Until then the stream would count against its viewer, who would seem
 * to be online. This protocol checks such connections where Tomcat checks time-outs, once a second: a non-blocking read
 * tells whether the client has closed its side. Bytes that a client sends in the meantime stay in Tomcat's buffer.
 * Public because Tomcat instantiates it by name.
 */
public final class DisconnectAwareProtocol extends Http11NioProtocol {

    @Override
    protected Processor createProcessor() {
        return new DisconnectAwareProcessor(this, getAdapter());
    }

    /** One connection. */
    private static final class DisconnectAwareProcessor extends Http11Processor {

        private DisconnectAwareProcessor(DisconnectAwareProtocol protocol, Adapter adapter) {
            super(protocol, adapter);
        }

        /** @param now negative if the server is stopping */
        @Override
        public void timeoutAsync(long now) {
            super.timeoutAsync(now);
            SocketWrapperBase<?> connection = getSocketWrapper();
            if (now < 0 || connection == null || !isEventStream()) {
                return;
            }
            try {
                connection.isReadyForRead();
            } catch (IOException closed) {
                connection.setError(closed);
                processSocketEvent(SocketEvent.ERROR, true);
            }
        }

        private boolean isEventStream() {
            String type = response.getContentType();
            return isAsync()
                    && type != null
                    && StringUtils.startsWithIgnoreCase(type, MediaType.TEXT_EVENT_STREAM_VALUE);
        }
    }
}
