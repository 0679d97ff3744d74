package io.mutuals.api;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Tells others what a committed change did. What is committed is done: a listener that fails is logged, and neither the change nor the
 * other events fail with it.
 */
@Component
public class Events {

    private static final Logger log = LoggerFactory.getLogger(Events.class);

    private final ApplicationEventPublisher publisher;

    Events(ApplicationEventPublisher publisher) {
        this.publisher = publisher;
    }

    /** To be called after the commit, and before the change is answered, so that the next read finds nothing older. */
    public void publish(Object event) {
        try {
            publisher.publishEvent(event);
        } catch (RuntimeException failed) {
            log.warn("Not everybody learned of a {}", event.getClass().getSimpleName(), failed);
        }
    }
}
