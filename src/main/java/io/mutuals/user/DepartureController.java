package io.mutuals.user;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.UserError;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.security.AccountHolder;
import io.mutuals.security.Viewer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Resolves the state of the viewer's account, and the mutations by which they leave and return. */
@Controller
class DepartureController {

    private final Departures departures;
    private final Loader<SettingsKey, AccountStatus> status;

    DepartureController(Departures departures, DepartureRepository repository, Loaders loaders) {
        this.departures = departures;
        this.status = loaders.register("accountStatus", repository::status);
    }

    @SchemaMapping(typeName = "Viewer", field = "account")
    CompletableFuture<AccountStatus> account(AccountHolder holder, DataFetchingEnvironment environment) {
        return status.load(new SettingsKey(holder.viewer().id()), environment);
    }

    @MutationMapping
    CompletableFuture<Payload> deactivateAccount(
            @Argument Input input, AccountHolder holder, DataFetchingEnvironment environment) {
        List<UserError> errors = departures.deactivate(holder.viewer().userId());
        refuseFromNowOn(holder, environment);
        return payload(errors, holder, input, environment);
    }

    @MutationMapping
    CompletableFuture<Payload> deleteAccount(
            @Argument DeleteAccountInput input, AccountHolder holder, DataFetchingEnvironment environment) {
        List<UserError> errors = departures.delete(holder.viewer().userId(), input.handle());
        if (errors.isEmpty()) {
            refuseFromNowOn(holder, environment);
        }
        return payload(errors, holder, new Input(input.clientMutationId()), environment);
    }

    @MutationMapping
    CompletableFuture<Payload> reactivateAccount(
            @Argument Input input, AccountHolder holder, DataFetchingEnvironment environment) {
        List<UserError> errors = departures.reactivate(holder.viewer().userId());
        if (errors.isEmpty()) {
            // Fields after this one are resolved for the viewer, who was refused when the request began.
            environment
                    .getGraphQlContext()
                    .put(AccountHolder.class, new AccountHolder(holder.viewer(), false))
                    .put(Viewer.class, holder.viewer());
        }
        return payload(errors, holder, input, environment);
    }

    /** Refuses what the request asks for after this mutation, as it would be in a later request. */
    private static void refuseFromNowOn(AccountHolder holder, DataFetchingEnvironment environment) {
        environment
                .getGraphQlContext()
                .put(AccountHolder.class, new AccountHolder(holder.viewer(), true))
                .delete(Viewer.class);
    }

    private CompletableFuture<Payload> payload(
            List<UserError> errors, AccountHolder holder, Input input, DataFetchingEnvironment environment) {
        return account(holder, environment)
                .thenApply(account -> new Payload(holder.viewer(), account, errors, input.clientMutationId()));
    }

    record Input(@Nullable String clientMutationId) {}

    record DeleteAccountInput(String handle, @Nullable String clientMutationId) {}

    /** The payload of every mutation of this controller. */
    record Payload(
            Viewer viewer,
            AccountStatus account,
            List<UserError> userErrors,
            @Nullable String clientMutationId) {}
}
