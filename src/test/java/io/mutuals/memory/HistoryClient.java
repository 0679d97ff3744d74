package io.mutuals.memory;

import io.mutuals.Api;
import io.mutuals.World;
import io.mutuals.memory.History.Register;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A client that owns the facts about a pair of users: it changes them through any replica, one change at a time, and
 * reads them at once through another.
 */
final class HistoryClient implements Callable<Void> {

    static final AtomicInteger LOST = new AtomicInteger();

    private static final List<String> AUDIENCES = List.of("EVERYONE", "FRIENDS", "ONLY_ME", "MUTUAL_FRIENDS");

    private final int pair;
    private final HistoryPeople people;
    private final List<HistoryServer> writable;
    private final List<HistoryServer> readable;
    private final World world;
    private final Random random;
    private final long until;
    private int version;

    HistoryClient(
            int pair,
            HistoryPeople people,
            List<HistoryServer> writable,
            List<HistoryServer> readable,
            World world,
            long until) {
        this.pair = pair;
        this.people = people;
        this.writable = writable;
        this.readable = readable;
        this.world = world;
        this.random = new Random(pair);
        this.until = until;
    }

    @Override
    public Void call() {
        while (System.nanoTime() < until) {
            String user = (random.nextBoolean() ? "a" : "b") + pair;
            switch (random.nextInt(12)) {
                case 0, 1 -> change(people.withHub(pair), "a" + pair, HistoryPeople.HUB);
                case 2 -> {
                    String name = user + " " + ++version;
                    set(people.name(user), user, name, "updateProfile(input: {displayName: \"" + name + "\"})");
                }
                case 3 -> {
                    String audience = AUDIENCES.get(random.nextInt(AUDIENCES.size()));
                    set(
                            people.audience(user),
                            user,
                            audience,
                            "updatePrivacySettings(input: {friendListVisibleTo: " + audience + "})");
                }
                case 4, 5 -> people.video(pair).change(user, random, this);
                default -> change(people.between(pair), "a" + pair, "b" + pair);
            }
            for (int reads = random.nextInt(4); reads > 0; reads--) {
                HistoryServer server = readable.get(random.nextInt(readable.size()));
                int kind = random.nextInt(4);
                if (kind == 0) {
                    people.lookAround(server);
                } else if (kind == 1) {
                    people.video(pair).look(server, random.nextBoolean());
                } else {
                    boolean me = random.nextBoolean();
                    people.look(
                            server,
                            pair,
                            random.nextBoolean(),
                            me,
                            !me || random.nextBoolean(),
                            random.nextInt(4) == 0);
                }
            }
        }
        return null;
    }

    /** Writes a value that does not depend on the value before. */
    <V> void set(Register<V> register, String user, V value, String mutation) {
        register.write(value, System.nanoTime());
        String text = "mutation { " + mutation + " { userErrors { code } } }";
        JsonNode data = data(server(), user, text, Map.of());
        if (data == null) {
            LOST.incrementAndGet();
        } else {
            check(data.findPath("userErrors").isEmpty(), "%s as %s: %s".formatted(mutation, user, data));
            register.acknowledged(System.nanoTime());
        }
    }

    /** Sends a mutation between two users, at random. */
    private void change(Register<Between> register, String one, String other) {
        Between before = register.latest();
        String by = one;
        String mutation = "";
        for (int tries = 0; tries < 20 && (tries == 0 || isRare(before, mutation, by)); tries++) {
            by = random.nextBoolean() ? one : other;
            mutation = Between.MUTATIONS.get(random.nextInt(Between.MUTATIONS.size()));
        }
        String to = by.equals(one) ? other : one;
        if (!change(register, server(), mutation, by, to)) {
            recover(register, before, mutation, by, to);
        }
    }

    /** Most mutations change something, and few are blocks. */
    private boolean isRare(Between before, String mutation, String by) {
        return (mutation.equals("blockUser") || before.after(mutation, by, "").equals(before))
                && random.nextInt(10) > 0;
    }

    /**
     * Overwrites the outcome of a mutation whose answer was lost. Blocking and unblocking again lead to the same state
     * either way, and so does a block after any other mutation.
     */
    private void recover(Register<Between> register, Between before, String mutation, String by, String to) {
        LOST.incrementAndGet();
        String again = mutation.equals("unblockUser") && by.equals(before.blocker()) ? mutation : "blockUser";
        String blocker = before.blocker() == null || by.equals(before.blocker()) ? by : to;
        String blocked = blocker.equals(by) ? to : by;
        boolean acknowledged = false;
        while (!acknowledged) {
            Between after = again.equals("unblockUser") ? Between.NOTHING : new Between(false, null, null, blocker);
            register.write(after, System.nanoTime());
            JsonNode payload = mutate(server(), again, blocker, blocked, "");
            acknowledged = payload != null && payload.path("userErrors").isEmpty();
            check(
                    payload == null || acknowledged,
                    "%s by %s after a lost %s: %s".formatted(again, blocker, mutation, payload));
        }
        register.acknowledged(System.nanoTime());
    }

    /** Returns false if the answer was lost, or says that a lost attempt before had taken effect. */
    private boolean change(Register<Between> register, HistoryServer server, String mutation, String by, String to) {
        String message = "v" + ++version;
        Between before = register.latest();
        Between after = before.after(mutation, by, message);
        boolean permitted = before.permits(mutation, by);
        long began = System.nanoTime();
        if (!after.equals(before)) {
            register.write(after, began);
        }
        JsonNode payload = mutate(server, mutation, by, to, message);
        long ended = System.nanoTime();
        if (payload == null) {
            return after.equals(before);
        }
        if (permitted != payload.path("userErrors").isEmpty()) {
            check(
                    server.wasDisturbed(began, ended),
                    "%s by %s on %s through %s: %s".formatted(mutation, by, before, server.name(), payload));
            return after.equals(before);
        }
        if (!after.equals(before)) {
            register.acknowledged(ended);
        }
        JsonNode relationship = payload.path("relationship");
        if (permitted) {
            check(
                    relationship.path("isFriend").asBoolean() == after.friends()
                            && relationship.path("isBlockedByViewer").asBoolean() == by.equals(after.blocker())
                            && (after.isHidden()
                                    || relationship
                                            .at("/request/message")
                                            .asString("")
                                            .equals(after.message() == null ? "" : after.message())),
                    "Payload of %s by %s from %s to %s: %s".formatted(mutation, by, before, after, payload));
        }
        return true;
    }

    private @Nullable JsonNode mutate(HistoryServer server, String mutation, String by, String to, String message) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input!";
        Map<String, Object> input = new HashMap<>(Map.of("userId", world.id(to)));
        if (mutation.equals("sendFriendRequest")) {
            input.put("message", message);
        }
        String text = """
                mutation ($input: %s) { %s(input: $input) { userErrors { code }
                  relationship { isFriend isBlockedByViewer request { message } } } }
                """.formatted(type, mutation);
        JsonNode data = data(server, by, text, Map.of("input", input));
        return data == null ? null : data.path(mutation);
    }

    private HistoryServer server() {
        return writable.get(random.nextInt(writable.size()));
    }

    /**
     * Returns the data of an answer; null if the server, or what it needs, was away.
     *
     * @throws AssertionError if it refused the request for another reason, or while nothing disturbed it
     */
    static @Nullable JsonNode data(HistoryServer server, String viewer, String text, Map<String, ?> variables) {
        long began = System.nanoTime();
        try {
            Api.Answer answer = server.api().as(viewer).ask(text, variables);
            if (answer.status() == 200 && !answer.json().has("errors")) {
                return answer.json().path("data");
            }
            check(
                    answer.code().equals("UNAVAILABLE") && server.wasDisturbed(began, System.nanoTime()),
                    "%s to %s by %s: %s".formatted(text, viewer, server.name(), answer.body()));
            return null;
        } catch (UncheckedIOException gone) {
            check(server.wasDisturbed(began, System.nanoTime()), "%s: %s".formatted(server.name(), gone));
            return null;
        }
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
