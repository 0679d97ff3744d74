package io.mutuals.bench;

import io.mutuals.bench.Change.Accept;
import io.mutuals.bench.Change.Decline;
import io.mutuals.bench.Change.Message;
import io.mutuals.bench.Change.Profile;
import io.mutuals.bench.Change.Request;
import io.mutuals.bench.Change.Setting;
import io.mutuals.bench.Change.Unfriend;
import io.mutuals.bench.KeptConnection.Answer;
import io.mutuals.security.Viewer;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Makes each change by the mutation of its user. */
final class ChangesThroughApi implements ChangeWriter {

    private static final String PROFILE =
            "mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { userErrors { code } } }";

    private static final String SETTINGS =
            "mutation ($input: UpdatePrivacySettingsInput!) { updatePrivacySettings(input: $input) { userErrors { "
                    + "code } } }";

    private final Workload workload;
    private final URI api;
    private final Queue<KeptConnection> idle = new ConcurrentLinkedQueue<>();

    private final AtomicReference<@Nullable String> refusal = new AtomicReference<>();

    ChangesThroughApi(Workload workload, URI api) {
        this.workload = workload;
        this.api = api;
    }

    @Override
    public int batch(int perSecond) {
        return 1;
    }

    @Override
    public int threads() {
        return 64;
    }

    @Override
    public List<Change> make(List<Change> changes) {
        KeptConnection connection = idle.poll();
        if (connection == null) {
            connection = new KeptConnection(api);
        }
        List<Change> made = new ArrayList<>();
        for (Change change : changes) {
            try {
                Answer answer = connection.send(request(change));
                if (answer.isGood()) {
                    made.add(change);
                } else {
                    refusal.compareAndSet(null, change + ": HTTP " + answer.status() + " " + answer.body());
                }
            } catch (IOException failed) {
                refusal.compareAndSet(null, change + ": " + failed);
            }
        }
        idle.add(connection);
        return made;
    }

    private byte[] request(Change change) {
        return switch (change) {
            case Message(Workload.Place place) -> workload.message(api, place);
            case Request(long from, long to) -> about("sendFriendRequest", from, to);
            case Accept(long from, long to) -> about("acceptFriendRequest", to, from);
            case Decline(long from, long to) -> about("declineFriendRequest", to, from);
            case Unfriend(long user, long friend) -> about("unfriend", user, friend);
            case Profile(long user, String bio) ->
                workload.request(api, user, PROFILE, Map.of("input", Map.of("bio", bio)));
            case Setting(long user, boolean readReceipts) ->
                workload.request(api, user, SETTINGS, Map.of("input", Map.of("readReceipts", readReceipts)));
        };
    }

    private byte[] about(String mutation, long viewer, long user) {
        String input = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input!";
        return workload.request(
                api,
                viewer,
                "mutation ($input: " + input + ") { " + mutation + "(input: $input) { userErrors { code } } }",
                Map.of("input", Map.of("userId", Viewer.USER_ID.encode(user))));
    }

    @Override
    public @Nullable String firstRefusal() {
        return refusal.get();
    }

    @Override
    public void close() {
        idle.forEach(KeptConnection::close);
    }
}
