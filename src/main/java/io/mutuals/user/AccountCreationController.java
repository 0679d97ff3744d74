package io.mutuals.user;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.UserError;
import io.mutuals.security.AccountHolder;
import io.mutuals.security.SignIn;
import io.mutuals.security.Viewer;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Resolves the mutation by which people join, the only operation for those who have no account. */
@Controller
class AccountCreationController {

    private final AccountCreation accounts;

    AccountCreationController(AccountCreation accounts) {
        this.accounts = accounts;
    }

    @MutationMapping
    CreateAccountPayload createAccount(
            @Argument CreateAccountInput input, SignIn signIn, DataFetchingEnvironment environment) {
        AccountCreation.Created created = accounts.create(
                signIn,
                new AccountCreation.NewAccount(
                        input.handle(),
                        input.displayName(),
                        input.birthDate(),
                        input.bio(),
                        input.region(),
                        input.guardianInvitation()));
        Viewer viewer =
                created.user() == null ? null : new Viewer(created.user().value(), signIn.roles());
        AccountHolder holder = environment.getGraphQlContext().get(AccountHolder.class);
        if (viewer != null
                && (holder == null || !holder.isAbsent() || !holder.viewer().equals(viewer))) {
            // The fields below this one are resolved for the viewer, who did not exist when the request began. For one
            // who did, and has left, they are refused.
            environment
                    .getGraphQlContext()
                    .put(AccountHolder.class, new AccountHolder(viewer, false))
                    .put(Viewer.class, viewer);
        }
        return new CreateAccountPayload(viewer, created.errors(), input.clientMutationId());
    }

    record CreateAccountInput(
            String handle,
            String displayName,
            LocalDate birthDate,
            @Nullable String bio,
            @Nullable String region,
            @Nullable String guardianInvitation,
            @Nullable String clientMutationId) {}

    record CreateAccountPayload(
            @Nullable Viewer viewer,
            List<UserError> userErrors,
            @Nullable String clientMutationId) {}
}
