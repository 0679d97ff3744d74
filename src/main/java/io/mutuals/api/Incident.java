package io.mutuals.api;

import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A defect of the server. The log has its cause under a number, and the client is told only the number. */
record Incident(String number) {

    private static final Logger log = LoggerFactory.getLogger(Incident.class);

    /**
     * Logs the cause under a new number.
     *
     * @param where what failed, such as {@code the field /viewer}
     */
    static Incident of(String where, Throwable cause) {
        Incident incident = new Incident(UUID.randomUUID().toString());
        log.error("Incident {}: {} failed", incident.number, where, cause);
        return incident;
    }

    String message() {
        return "Something went wrong on our side. Incident " + number + ".";
    }

    Map<String, Object> extensions() {
        return Map.of("code", ErrorCode.INTERNAL_ERROR.name(), "incident", number);
    }
}
