package io.mutuals.user;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.UserError;
import io.mutuals.picture.PictureRules;
import io.mutuals.security.Viewer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.ArgumentValue;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Resolves the viewer's settings, and the mutations of profile and settings. */
@Controller
class AccountController {

    private final Users users;
    private final Profiles profiles;
    private final Privacy privacy;

    AccountController(Users users, Profiles profiles, Privacy privacy) {
        this.users = users;
        this.profiles = profiles;
        this.privacy = privacy;
    }

    @SchemaMapping(typeName = "Viewer", field = "settings")
    CompletableFuture<PrivacySettings> settings(Viewer viewer, DataFetchingEnvironment environment) {
        return privacy.find(viewer, environment).thenApply(Users::orUnknown);
    }

    @MutationMapping
    CompletableFuture<UpdateProfilePayload> updateProfile(
            @Argument UpdateProfileInput input, Viewer viewer, DataFetchingEnvironment environment) {
        List<UserError> errors = profiles.change(
                viewer,
                new Profiles.Changes(
                        input.handle(),
                        input.displayName(),
                        !input.bio().isOmitted(),
                        input.bio().value(),
                        !input.region().isOmitted(),
                        input.region().value(),
                        !input.avatar().isOmitted(),
                        input.avatar().value() == null
                                ? null
                                : input.avatar().value().picture()));
        return users.viewer(viewer, environment)
                .thenApply(user -> new UpdateProfilePayload(user, errors, input.clientMutationId()));
    }

    @MutationMapping
    CompletableFuture<UpdatePrivacySettingsPayload> updatePrivacySettings(
            @Argument UpdatePrivacySettingsInput input, Viewer viewer, DataFetchingEnvironment environment) {
        List<UserError> errors = privacy.choose(viewer, input.choices());
        return privacy.find(viewer, environment)
                .thenApply(Users::orUnknown)
                .thenApply(settings -> new UpdatePrivacySettingsPayload(settings, errors, input.clientMutationId()));
    }

    /**
     * An explicit null clears {@code bio}, {@code region} or {@code avatar}; any other null, and an omitted value,
     * changes nothing.
     */
    record UpdateProfileInput(
            @Nullable String handle,
            @Nullable String displayName,
            ArgumentValue<String> bio,
            ArgumentValue<String> region,
            ArgumentValue<PictureRules.Input> avatar,
            @Nullable String clientMutationId) {}

    record UpdateProfilePayload(
            User user, List<UserError> userErrors, @Nullable String clientMutationId) {}

    /** A null field leaves the setting as it is. */
    record UpdatePrivacySettingsInput(
            @Nullable RequestAudience friendRequestsFrom,
            @Nullable FriendListAudience friendListVisibleTo,
            @Nullable MessageAudience messagesFrom,
            @Nullable Boolean suggestByMutualFriends,
            @Nullable Boolean suggestBySharedConversations,
            @Nullable Boolean suggestByVideoTaste,
            @Nullable Boolean findableBySearch,
            @Nullable Boolean readReceipts,
            @Nullable Boolean showPresence,
            @Nullable String clientMutationId) {

        SettingChoices choices() {
            return new SettingsInput(
                            friendRequestsFrom,
                            friendListVisibleTo,
                            messagesFrom,
                            suggestByMutualFriends,
                            suggestBySharedConversations,
                            suggestByVideoTaste,
                            findableBySearch,
                            readReceipts,
                            showPresence)
                    .choices();
        }
    }

    record UpdatePrivacySettingsPayload(
            PrivacySettings settings,
            List<UserError> userErrors,
            @Nullable String clientMutationId) {}
}
