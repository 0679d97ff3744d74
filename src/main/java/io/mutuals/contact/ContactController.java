package io.mutuals.contact;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.Slice;
import io.mutuals.api.UserError;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.security.VerifiedAddresses;
import io.mutuals.security.Viewer;
import io.mutuals.user.User;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Resolves the viewer's contact matching and its mutations. */
@Controller
class ContactController {

    private final Contacts contacts;
    private final ContactProperties properties;
    private final Loader<ContactMatchesKey, Connection<User, Edge.Plain<User>>> matches;
    private final Loader<ContactStatusKey, Optional<Instant>> status;

    ContactController(Contacts contacts, ContactProperties properties, Loaders loaders, ContactRepository repository) {
        this.contacts = contacts;
        this.properties = properties;
        this.matches = loaders.register("contactMatches", repository::matches);
        this.status = loaders.register("contactSync", repository::syncedAt);
    }

    @SchemaMapping(typeName = "Viewer", field = "contactMatches")
    CompletableFuture<Connection<User, Edge.Plain<User>>> contactMatches(
            @Argument int first, @Argument @Nullable String after, Viewer viewer, DataFetchingEnvironment environment) {
        Slice slice = Slice.byName(ContactRepository.LIST, first, after, environment);
        return matches.load(new ContactMatchesKey(viewer.id(), slice), environment);
    }

    @SchemaMapping(typeName = "Viewer", field = "contactSync")
    CompletableFuture<ContactSync> contactSync(Viewer viewer, DataFetchingEnvironment environment) {
        return status.find(new ContactStatusKey(viewer.id()), environment)
                .thenApply(synced -> new ContactSync(properties.salt(), synced == null ? null : synced.orElse(null)));
    }

    @MutationMapping
    CompletableFuture<ContactsPayload> syncContacts(
            @Argument SyncContactsInput input, Viewer viewer, DataFetchingEnvironment environment) {
        VerifiedAddresses addresses =
                environment.getGraphQlContext().getOrDefault(VerifiedAddresses.class, VerifiedAddresses.NONE);
        List<UserError> errors = contacts.sync(viewer, addresses, input.hashes());
        return contactSync(viewer, environment)
                .thenApply(sync -> new ContactsPayload(sync, errors, input.clientMutationId()));
    }

    @MutationMapping
    CompletableFuture<ContactsPayload> deleteContacts(
            @Argument DeleteContactsInput input, Viewer viewer, DataFetchingEnvironment environment) {
        contacts.delete(viewer);
        return contactSync(viewer, environment)
                .thenApply(sync -> new ContactsPayload(sync, List.of(), input.clientMutationId()));
    }

    record SyncContactsInput(List<String> hashes, @Nullable String clientMutationId) {}

    record DeleteContactsInput(@Nullable String clientMutationId) {}

    /** The payload of both mutations. It is the same with and without matches, so that it reveals none. */
    record ContactsPayload(
            ContactSync contactSync,
            List<UserError> userErrors,
            @Nullable String clientMutationId) {}
}
