package io.mutuals.contact;

import io.mutuals.api.Events;
import io.mutuals.api.UserError;
import io.mutuals.limit.FixedWindow;
import io.mutuals.neo4j.Graph;
import io.mutuals.security.VerifiedAddresses;
import io.mutuals.security.Viewer;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/**
 * Takes part in the matching of address books for those who want to.
 *
 * <p>Two people match when both take part and each has the other in their address book: then neither learns anything, for each had the
 * other's address already. Whoever guesses numbers finds nobody, for nobody has theirs. What somebody is reachable at is what their
 * OpenID provider has verified, never what they say.
 */
@Service
class Contacts {

    private final Graph graph;
    private final ContactRepository repository;
    private final ContactProperties properties;
    private final InstantSource clock;
    private final Events events;

    Contacts(
            Graph graph,
            ContactRepository repository,
            ContactProperties properties,
            InstantSource clock,
            Events events) {
        this.graph = graph;
        this.repository = repository;
        this.properties = properties;
        this.clock = clock;
        this.events = events;
    }

    /** Takes the viewer's address book in place of the one before, and lets them take part. */
    List<UserError> sync(Viewer viewer, VerifiedAddresses addresses, List<String> hashes) {
        if (hashes.size() > properties.maxContacts()) {
            return List.of(UserError.of(
                    ContactErrorCode.TOO_MANY_CONTACTS,
                    "At most " + properties.maxContacts() + " contacts can be synced at once.",
                    "input",
                    "hashes"));
        }
        if (!hashes.stream().allMatch(ContactHash::isHash)) {
            return List.of(UserError.of(
                    ContactErrorCode.INVALID_HASH,
                    "A hash is 64 lower-case hexadecimal digits, made by the recipe.",
                    "input",
                    "hashes"));
        }
        List<String> own = Stream.concat(
                        addresses.emails().stream().map(email -> ContactHash.ofEmail(properties.salt(), email)),
                        addresses.phones().stream().map(phone -> ContactHash.ofPhone(properties.salt(), phone)))
                .toList();
        List<UserError> errors = graph.write("contacts.sync", transaction -> {
            Optional<FixedWindow> day = repository.lock(transaction, viewer.id());
            if (day.isEmpty()) {
                return List.of();
            }
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            Instant end = day.get().fullUntil(now, properties.maxSyncsPerDay(), properties.syncDay());
            if (end != null) {
                return List.of(UserError.until(
                        end, ContactErrorCode.RATE_LIMITED, "You have synced your contacts too often today."));
            }
            List<String> contacts = hashes.stream().distinct().toList();
            repository.take(transaction, viewer.id(), own, contacts, day.get().withOneMore(now, properties.syncDay()));
            return List.of();
        });
        if (errors.isEmpty()) {
            events.publish(new ContactsChanged(viewer.id()));
        }
        return errors;
    }

    /** Removes everything that came from the viewer's address book or addresses; they take part no more. */
    void delete(Viewer viewer) {
        graph.write("contacts.delete", transaction -> {
            repository.lock(transaction, viewer.id());
            repository.forget(transaction, viewer.id());
            return true;
        });
        events.publish(new ContactsChanged(viewer.id()));
    }
}
