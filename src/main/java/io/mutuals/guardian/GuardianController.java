package io.mutuals.guardian;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.UserError;
import io.mutuals.api.UserId;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.security.Viewer;
import io.mutuals.user.PrivacySetting;
import io.mutuals.user.SettingsInput;
import io.mutuals.user.UserKey;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Resolves the mutations of guardians and wards. */
@Controller
class GuardianController {

    private final Guardianships guardianships;
    private final WardSettings settings;
    private final WardApplications applications;
    private final Loader<UserKey, Ward> wards;

    GuardianController(
            Guardianships guardianships,
            WardSettings settings,
            WardApplications applications,
            WardRepository repository,
            Loaders loaders) {
        this.guardianships = guardianships;
        this.settings = settings;
        this.applications = applications;
        this.wards = loaders.register("ward", repository::ward);
    }

    @MutationMapping
    InvitationPayload createGuardianInvitation(@Argument CreateGuardianInvitationInput input, Viewer viewer) {
        Guardianships.Invited invited = guardianships.invite(viewer);
        return new InvitationPayload(invited.invitation(), invited.errors(), input.clientMutationId());
    }

    @MutationMapping
    ViewerPayload acceptGuardianInvitation(@Argument AcceptGuardianInvitationInput input, Viewer viewer) {
        Guardianships.Change change = guardianships.accept(viewer, input.token());
        return new ViewerPayload(viewer, change.errors(), input.clientMutationId());
    }

    @MutationMapping
    ViewerPayload endGuardianship(@Argument EndGuardianshipInput input, Viewer viewer) {
        Guardianships.Change change = guardianships.end(viewer, new UserId(Viewer.USER_ID.decode(input.userId())));
        return new ViewerPayload(viewer, change.errors(), input.clientMutationId());
    }

    @MutationMapping
    CompletableFuture<WardPayload> tightenSettings(
            @Argument TightenSettingsInput input, Viewer viewer, DataFetchingEnvironment environment) {
        UserId ward = new UserId(Viewer.USER_ID.decode(input.wardId()));
        List<UserError> errors = settings.tighten(viewer, ward, input.settings().choices());
        return ward(viewer, ward, errors, input.clientMutationId(), environment);
    }

    @MutationMapping
    CompletableFuture<WardPayload> releaseSettings(
            @Argument ReleaseSettingsInput input, Viewer viewer, DataFetchingEnvironment environment) {
        UserId ward = new UserId(Viewer.USER_ID.decode(input.wardId()));
        List<UserError> errors = settings.release(viewer, ward, input.settings());
        return ward(viewer, ward, errors, input.clientMutationId(), environment);
    }

    @MutationMapping
    RequestPayload requestSettings(@Argument RequestSettingsInput input, Viewer viewer) {
        WardSettings.Asked asked = settings.request(viewer, input.settings().choices());
        return new RequestPayload(asked.request(), asked.errors(), input.clientMutationId());
    }

    @MutationMapping
    CompletableFuture<WardPayload> decideSettings(
            @Argument DecideSettingsInput input, Viewer viewer, DataFetchingEnvironment environment) {
        WardSettings.Decided decided =
                settings.decide(viewer, SettingsRequest.ID.decode(input.requestId()), input.approve());
        return ward(viewer, decided.ward(), decided.errors(), input.clientMutationId(), environment);
    }

    @MutationMapping
    CompletableFuture<WardPayload> decideWardApplication(
            @Argument DecideWardApplicationInput input, Viewer viewer, DataFetchingEnvironment environment) {
        WardApplications.Decided decided =
                applications.decide(viewer, WardApplication.ID.decode(input.applicationId()), input.approve());
        return ward(viewer, decided.ward(), decided.errors(), input.clientMutationId(), environment);
    }

    private CompletableFuture<WardPayload> ward(
            Viewer viewer,
            @Nullable UserId ward,
            List<UserError> errors,
            @Nullable String clientMutationId,
            DataFetchingEnvironment environment) {
        if (ward == null) {
            return CompletableFuture.completedFuture(new WardPayload(null, errors, clientMutationId));
        }
        return wards.find(new UserKey(viewer.userId(), ward), environment)
                .thenApply(found -> new WardPayload(found, errors, clientMutationId));
    }

    record CreateGuardianInvitationInput(@Nullable String clientMutationId) {}

    record AcceptGuardianInvitationInput(
            String token, @Nullable String clientMutationId) {}

    record EndGuardianshipInput(String userId, @Nullable String clientMutationId) {}

    record TightenSettingsInput(
            String wardId, SettingsInput settings, @Nullable String clientMutationId) {}

    record ReleaseSettingsInput(
            String wardId,
            List<PrivacySetting> settings,
            @Nullable String clientMutationId) {}

    record RequestSettingsInput(
            SettingsInput settings, @Nullable String clientMutationId) {}

    record DecideSettingsInput(
            String requestId, boolean approve, @Nullable String clientMutationId) {}

    record DecideWardApplicationInput(
            String applicationId, boolean approve, @Nullable String clientMutationId) {}

    record InvitationPayload(
            @Nullable GuardianInvitation invitation,
            List<UserError> userErrors,
            @Nullable String clientMutationId) {}

    /** The payload of mutations after which the client reads {@code viewer.guardians} or {@code viewer.wards}. */
    record ViewerPayload(
            Viewer viewer,
            List<UserError> userErrors,
            @Nullable String clientMutationId) {}

    record WardPayload(
            @Nullable Ward ward,
            List<UserError> userErrors,
            @Nullable String clientMutationId) {}

    record RequestPayload(
            @Nullable SettingsRequest request,
            List<UserError> userErrors,
            @Nullable String clientMutationId) {}
}
