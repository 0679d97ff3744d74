package io.mutuals.api;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Publishes what a committed change did to the other features. The change is final, so a listener that fails is logged
 * and affects neither the change nor the events published after it.
 */
@Component
public class Events {

    private static final Logger log = LoggerFactory.getLogger(Events.class);

    private final ApplicationEventPublisher publisher;

    Events(ApplicationEventPublisher publisher) {
        this.publisher = publisher;
    }

    /**
     * Publishes an event. Call it after the commit and before the mutation returns, so that the viewer's next read sees
     * nothing older.
     */
    public void publish(Object event) {
        try {
            publisher.publishEvent(event);
        } catch (RuntimeException failed) {
            log.warn(
                    "A listener failed to handle {}; what it keeps may be out of date",
                    event.getClass().getSimpleName(),
                    failed);
        }
    }
}
