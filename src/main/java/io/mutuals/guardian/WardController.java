package io.mutuals.guardian;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.Slice;
import io.mutuals.api.UserId;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.security.Viewer;
import io.mutuals.user.SettingChoices;
import io.mutuals.user.User;
import io.mutuals.user.UserKey;
import io.mutuals.user.Users;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Resolves wards for their guardians, and guardians for their wards. */
@Controller
class WardController {

    private final Users users;
    private final Loader<WardsKey, Connection<Ward, Edge.Plain<Ward>>> wards;
    private final Loader<UserId, List<Guardian>> guardians;
    private final Loader<UserId, WardRepository.Guarded> guarded;
    private final Loader<UserId, List<WardApplication>> applications;
    private final Loader<WardContactsKey, Connection<WardContact, Edge.Plain<WardContact>>> friends;
    private final Loader<WardContactsKey, Connection<WardContact, Edge.Plain<WardContact>>> blocked;

    WardController(Users users, WardRepository repository, WardApplicationRepository applications, Loaders loaders) {
        this.users = users;
        this.wards = loaders.register("wards", repository::wards);
        this.guardians = loaders.register("guardians", repository::guardians);
        this.guarded = loaders.register("guarded", repository::guarded);
        this.applications = loaders.register("wardApplications", applications::pending);
        this.friends = loaders.register("wardFriends", repository::friends);
        this.blocked = loaders.register("wardBlocked", repository::blocked);
    }

    @SchemaMapping(typeName = "Viewer", field = "wards")
    CompletableFuture<Connection<Ward, Edge.Plain<Ward>>> wards(
            @Argument int first, @Argument @Nullable String after, Viewer viewer, DataFetchingEnvironment environment) {
        Slice slice = Slice.inTime(WardRepository.WARDS, first, after, environment);
        return wards.load(new WardsKey(viewer.userId(), slice), environment);
    }

    @SchemaMapping(typeName = "Viewer", field = "guardians")
    CompletableFuture<List<Guardian>> guardians(Viewer viewer, DataFetchingEnvironment environment) {
        return guardians.load(viewer.userId(), environment);
    }

    @SchemaMapping(typeName = "Viewer", field = "settingLimits")
    CompletableFuture<SettingChoices> settingLimits(Viewer viewer, DataFetchingEnvironment environment) {
        return guarded.load(viewer.userId(), environment).thenApply(WardRepository.Guarded::limits);
    }

    @SchemaMapping(typeName = "Viewer", field = "settingsRequest")
    CompletableFuture<@Nullable SettingsRequest> settingsRequest(Viewer viewer, DataFetchingEnvironment environment) {
        return guarded.load(viewer.userId(), environment)
                .thenApply(found ->
                        found.request().isEmpty() ? null : found.request().getFirst());
    }

    @SchemaMapping(typeName = "Viewer", field = "wardApplications")
    CompletableFuture<List<WardApplication>> wardApplications(Viewer viewer, DataFetchingEnvironment environment) {
        return applications.load(viewer.userId(), environment);
    }

    @SchemaMapping(typeName = "Ward", field = "user")
    CompletableFuture<@Nullable User> user(Ward ward, Viewer viewer, DataFetchingEnvironment environment) {
        return users.find(viewer, ward.number(), environment);
    }

    @SchemaMapping(typeName = "Guardian", field = "user")
    CompletableFuture<@Nullable User> user(Guardian guardian, Viewer viewer, DataFetchingEnvironment environment) {
        return users.find(viewer, guardian.number(), environment);
    }

    @SchemaMapping(typeName = "WardContact", field = "user")
    CompletableFuture<@Nullable User> user(WardContact contact, Viewer viewer, DataFetchingEnvironment environment) {
        return users.find(viewer, contact.number(), environment);
    }

    @SchemaMapping(typeName = "Ward", field = "friends")
    CompletableFuture<Connection<WardContact, Edge.Plain<WardContact>>> friends(
            Ward ward,
            @Argument int first,
            @Argument @Nullable String after,
            Viewer viewer,
            DataFetchingEnvironment environment) {
        Slice slice = Slice.inTime(WardRepository.FRIENDS, first, after, environment);
        return contacts(friends, new WardContactsKey(UserKey.of(viewer, ward.number()), slice), environment);
    }

    @SchemaMapping(typeName = "Ward", field = "blocked")
    CompletableFuture<Connection<WardContact, Edge.Plain<WardContact>>> blocked(
            Ward ward,
            @Argument int first,
            @Argument @Nullable String after,
            Viewer viewer,
            DataFetchingEnvironment environment) {
        Slice slice = Slice.inTime(WardRepository.BLOCKED, first, after, environment);
        return contacts(blocked, new WardContactsKey(UserKey.of(viewer, ward.number()), slice), environment);
    }

    private static CompletableFuture<Connection<WardContact, Edge.Plain<WardContact>>> contacts(
            Loader<WardContactsKey, Connection<WardContact, Edge.Plain<WardContact>>> loader,
            WardContactsKey key,
            DataFetchingEnvironment environment) {
        return loader.find(key, environment).thenApply(page -> page == null ? Connection.gone() : page);
    }
}
