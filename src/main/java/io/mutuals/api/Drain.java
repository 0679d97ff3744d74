package io.mutuals.api;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpHeaders;

/**
 * Goes on serving for a while after the server was told to stop. Load balancers learn meanwhile, from the readiness, to
 * send requests elsewhere, and connections that they keep end with an answer instead of with a request that is lost.
 *
 * <p>Thread-safe.
 */
final class Drain extends ValveBase {

    private static final Logger log = LoggerFactory.getLogger(Drain.class);

    private final ApplicationContext context;
    private final Duration duration;
    private volatile boolean isReady;
    private volatile boolean isDraining;

    Drain(ApplicationContext context, Duration duration) {
        super(true);
        this.context = context;
        this.duration = duration;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (isDraining) {
            response.setHeader(HttpHeaders.CONNECTION, "close");
        }
        getNext().invoke(request, response);
    }

    @EventListener
    void on(ApplicationReadyEvent ready) {
        isReady = isReady || ready.getApplicationContext().equals(context);
    }

    /** Keeps the context from stopping anything until the time is over, or the thread is interrupted. */
    @EventListener
    void on(ContextClosedEvent closing) {
        if (!closing.getApplicationContext().equals(context) || !isReady || duration.isZero()) {
            return;
        }
        AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
        isDraining = true;
        log.info("Told to stop. Requests are served for {} more, while load balancers turn away", duration);
        try {
            Thread.sleep(duration);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
