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
 * HTTP/1.1 as Tomcat speaks it, which also notices within a second that the client of an event stream has closed its connection.
 *
 * <p>Tomcat reads nothing from a connection while it answers, so it learns of a client that has gone only when two writes to it have
 * failed: after two heartbeats. Until then the stream would count against its viewer, who would seem to be there. This looks at those
 * connections where Tomcat looks for time-outs, once a second: a read that does not wait tells whether the client has closed its side.
 * What a client sends meanwhile stays in Tomcat's buffer. Public because Tomcat makes it by its name.
 */
public final class AttentiveProtocol extends Http11NioProtocol {

    @Override
    protected Processor createProcessor() {
        return new AttentiveProcessor(this, getAdapter());
    }

    /** One connection. */
    private static final class AttentiveProcessor extends Http11Processor {

        private AttentiveProcessor(AttentiveProtocol protocol, Adapter adapter) {
            super(protocol, adapter);
        }

        /** @param now negative when the server stops */
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
