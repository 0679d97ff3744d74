package io.mutuals.contact;

import io.mutuals.api.UserError;
import io.mutuals.changelog.ChangeLog;
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
 * Matches the address books of users who have opted in.
 *
 * <p>Two users match if each has the other in their address book; neither learns anything, because each had the other's
 * address already. Guessing numbers finds no one, because the guessed user does not have the guesser's number. The
 * addresses of a user are those that their OpenID provider has verified, never those that they claim.
 */
@Service
class Contacts {

    private final Graph graph;
    private final ContactRepository repository;
    private final ContactProperties properties;
    private final InstantSource clock;
    private final ChangeLog log;

    Contacts(
            Graph graph,
            ContactRepository repository,
            ContactProperties properties,
            InstantSource clock,
            ChangeLog log) {
        this.graph = graph;
        this.repository = repository;
        this.properties = properties;
        this.clock = clock;
        this.log = log;
    }

    /**
     * Opts the viewer in, and replaces their previous address book.
     *
     * @return the reasons why nothing was stored; empty on success
     */
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
        return graph.write("contacts.sync", transaction -> {
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
            repository.replace(
                    transaction, viewer.id(), own, contacts, day.get().withOneMore(now, properties.syncDay()));
            log.append(transaction, List.of(ContactsInMemory.of(viewer.id())));
            return List.of();
        });
    }

    /** Opts the viewer out, and deletes everything that was derived from their address book and addresses. */
    void delete(Viewer viewer) {
        graph.write("contacts.delete", transaction -> {
            repository.lock(transaction, viewer.id());
            List<Long> others = repository.delete(transaction, viewer.id());
            log.append(
                    transaction,
                    Stream.concat(Stream.of(viewer.id()), others.stream())
                            .map(ContactsInMemory::of)
                            .toList());
            return true;
        });
    }
}
