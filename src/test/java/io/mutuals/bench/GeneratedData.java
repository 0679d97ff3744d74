package io.mutuals.bench;

import io.mutuals.suggestion.friendgraph.FriendGraph;
import io.mutuals.suggestion.friendgraph.SkewedGraph;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Generates a social network of a number of users in the import format, the same one each time: friendships in circles
 * and around hubs ({@link SkewedGraph}), conversations among friends, most of them short and a few very long, videos
 * and likes. Who has more friends is more active. {@code ids.json} beside the tables names the users and conversations
 * of the {@link Workload}.
 */
final class GeneratedData {

    private static final int FRIENDS = 40;
    private static final int MESSAGES_PER_USER = 10;
    private static final int LIKES_PER_USER = 5;
    private static final int LONGEST_CONVERSATION = 1500;
    private static final int WORKLOAD = 1000;
    private static final long BEGIN = Instant.parse("2023-01-01T00:00:00Z").getEpochSecond();
    private static final long END = Instant.parse("2026-09-01T00:00:00Z").getEpochSecond();

    private static final List<String> FIRST_NAMES =
            List.of("Ada", "Bo", "Cleo", "Dan", "Eva", "Finn", "Gia", "Hugo", "Ines", "Jon", "Kai", "Lea", "Max");

    private static final List<String> LAST_NAMES = List.of(
            "Alder", "Birch", "Cedar", "Dahl", "Elm", "Frost", "Grove", "Hill", "Iver", "Jung", "Klein", "Lake",
            "Moor");

    private static final List<String> WORDS = List.of(
            "the",
            "a",
            "this",
            "video",
            "clip",
            "scene",
            "edit",
            "sound",
            "light",
            "friend",
            "watch",
            "laugh",
            "today",
            "tomorrow",
            "weekend",
            "great",
            "funny",
            "slow",
            "fast",
            "new",
            "best",
            "link",
            "song",
            "dance",
            "city");

    private final Path folder;
    private final int users;
    private final Random random = new Random(42);
    private final FriendGraph graph;

    /** The sum of the activity of the users up to each. */
    private final double[] activity;

    private final int[] conversationsOfUser;

    private GeneratedData(Path folder, int users) {
        this.folder = folder;
        this.users = users;
        this.graph = SkewedGraph.of(users, Math.min(FRIENDS, users / 20), 42);
        this.activity = new double[users];
        this.conversationsOfUser = new int[users];
        double sum = 0;
        for (int user = 0; user < users; user++) {
            sum += Math.sqrt(graph.degree(user)) * (0.3 + 1.4 * random.nextDouble());
            activity[user] = sum;
        }
    }

    /**
     * Returns a folder with the data of {@code users} users, and makes it if it is missing.
     *
     * @param users at least 200
     */
    static Path of(int users, Path parent) throws IOException {
        if (users < 200) {
            throw new IllegalArgumentException("There must be at least 200 users, not " + users);
        }
        Path folder = parent.resolve("data-" + users);
        if (!Files.exists(folder.resolve("ids.json"))) {
            Files.createDirectories(folder);
            new GeneratedData(folder, users).write();
        }
        return folder;
    }

    private void write() throws IOException {
        try (PrintWriter out = table("users.csv", "id,handle,displayName,createdAt")) {
            for (int user = 0; user < users; user++) {
                out.println(id(user) + ",user" + id(user) + "," + any(FIRST_NAMES) + " " + any(LAST_NAMES) + ","
                        + Instant.ofEpochSecond(BEGIN));
            }
        }
        try (PrintWriter out = table("friendships.csv", "a,b,since")) {
            for (int user = 0; user < users; user++) {
                for (int friend : friends(user)) {
                    if (user < friend) {
                        out.println(id(user) + "," + id(friend) + "," + time());
                    }
                }
            }
        }
        videos();
        List<int[]> conversations = conversations();
        int[] lengths = lengths(conversations.size());
        talk(conversations, lengths);
        // The workload can be read once all the rest is written.
        Files.writeString(folder.resolve("ids.json"), workload(conversations, lengths));
    }

    private void videos() throws IOException {
        try (PrintWriter out = table("videos.csv", "id,author,caption,createdAt")) {
            for (int video = 0; video < users; video++) {
                out.println(video + "," + id(active()) + "," + text(4 + random.nextInt(8)) + "," + time());
            }
        }
        Set<Long> liked = new HashSet<>();
        try (PrintWriter out = table("likes.csv", "user,video,at")) {
            for (int like = 0; like < users * LIKES_PER_USER; like++) {
                int user = active();
                int video = (int) (users * Math.pow(random.nextDouble(), 2.2));
                if (liked.add((long) user * users + video)) {
                    out.println(id(user) + "," + video + "," + time());
                }
            }
        }
    }

    /** Returns the participants of each conversation: three direct ones for two users, and two groups for five. */
    private List<int[]> conversations() {
        List<int[]> conversations = new ArrayList<>();
        Set<Long> pairs = new HashSet<>();
        for (int made = 0; made < users * 3 / 2; made++) {
            int one = active();
            int other = friend(one);
            if (other != one && pairs.add((long) Math.min(one, other) * users + Math.max(one, other))) {
                conversations.add(new int[] {one, other});
            }
        }
        for (int made = 0; made < users * 2 / 5; made++) {
            Set<Integer> members = new LinkedHashSet<>(Set.of(active()));
            int size = 3 + Math.min(40, (int) (-4 * Math.log(1 - random.nextDouble())));
            for (int invited = 0; invited < 4 * size && members.size() < size; invited++) {
                members.add(friend(any(List.copyOf(members))));
            }
            if (members.size() > 2) {
                conversations.add(members.stream().mapToInt(Integer::intValue).toArray());
            }
        }
        Collections.shuffle(conversations, random);
        return conversations;
    }

    /** Returns numbers of messages with a Pareto distribution, which add up to about the messages of all users. */
    private int[] lengths(int count) {
        double[] shares = random.doubles(count)
                .map(share -> Math.pow(1 - share, -1 / 1.15))
                .toArray();
        double scale =
                (double) users * MESSAGES_PER_USER / Arrays.stream(shares).sum();
        return Arrays.stream(shares)
                .mapToInt(share -> Math.clamp(Math.round(share * scale), 1, LONGEST_CONVERSATION))
                .toArray();
    }

    private void talk(List<int[]> conversations, int[] lengths) throws IOException {
        long message = 0;
        try (PrintWriter heads = table("conversations.csv", "id,kind,title,createdAt,lastSeq,lastMessageAt");
                PrintWriter parts = table("participants.csv", "conversation,user,role,joinedAt,lastReadSeq");
                PrintWriter out = table("messages.csv", "id,conversation,seq,sender,body,sentAt,sharedVideo")) {
            for (int number = 0; number < conversations.size(); number++) {
                int[] members = conversations.get(number);
                int length = lengths[number];
                long from = BEGIN + (long) ((END - BEGIN) * random.nextDouble());
                long step = Math.max(1, (long) ((END - from) * random.nextDouble() / length));
                String begun = Instant.ofEpochSecond(from).toString();
                for (int seq = 1; seq <= length; seq++) {
                    String shared = random.nextInt(20) == 0 ? String.valueOf(random.nextInt(users)) : "";
                    int words = 3 + Math.min(40, (int) (-8 * Math.log(1 - random.nextDouble())));
                    out.println(message++ + "," + number + "," + seq + "," + id(members[random.nextInt(members.length)])
                            + "," + text(words) + "," + Instant.ofEpochSecond(from + seq * step) + "," + shared);
                }
                heads.println(number + (members.length == 2 ? ",DIRECT,," : ",GROUP," + text(3) + ",") + begun + ","
                        + length + "," + Instant.ofEpochSecond(from + length * step));
                for (int at = 0; at < members.length; at++) {
                    conversationsOfUser[members[at]]++;
                    int read = random.nextInt(10) < 6 ? length : random.nextInt(length + 1);
                    parts.println(
                            number + "," + id(members[at]) + (at == 0 ? ",OWNER," : ",MEMBER,") + begun + "," + read);
                }
            }
        }
    }

    private String workload(List<int[]> conversations, int[] lengths) {
        Set<String> readers = new LinkedHashSet<>();
        for (int tried = 0; tried < 20 * users && readers.size() < Math.min(WORKLOAD, users / 4); tried++) {
            int user = active();
            if (graph.degree(user) >= 5 && conversationsOfUser[user] >= 3) {
                readers.add(String.valueOf(id(user)));
            }
        }
        List<String> longOnes = IntStream.range(0, lengths.length)
                .filter(number -> lengths[number] >= 50)
                .limit(WORKLOAD)
                .mapToObj(String::valueOf)
                .toList();
        List<List<String>> sends = new ArrayList<>();
        for (int send = 0; send < WORKLOAD; send++) {
            int number = random.nextInt(conversations.size());
            int[] members = conversations.get(number);
            sends.add(List.of(String.valueOf(id(members[random.nextInt(members.length)])), String.valueOf(number)));
        }
        return JsonMapper.shared()
                .writeValueAsString(Map.of("users", readers, "conversations", longOnes, "send", sends));
    }

    private int[] friends(int user) {
        int first = graph.first(user);
        return Arrays.copyOfRange(graph.friends(), first, first + graph.degree(user));
    }

    /** Returns a random user, the more active the likelier. */
    private int active() {
        int found = Arrays.binarySearch(activity, random.nextDouble() * activity[users - 1]);
        return Math.min(users - 1, found < 0 ? -found - 1 : found);
    }

    /** Returns a random friend, or the user where there is none. */
    private int friend(int user) {
        int degree = graph.degree(user);
        return degree == 0 ? user : graph.friends()[graph.first(user) + random.nextInt(degree)];
    }

    private long id(int user) {
        return graph.id(user);
    }

    private String time() {
        return Instant.ofEpochSecond(BEGIN + random.nextInt((int) (END - BEGIN)))
                .toString();
    }

    private <T> T any(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    private String text(int words) {
        StringBuilder text = new StringBuilder(any(WORDS));
        for (int word = 1; word < words; word++) {
            text.append(' ').append(any(WORDS));
        }
        return text.toString();
    }

    private PrintWriter table(String name, String columns) throws IOException {
        PrintWriter out = new PrintWriter(Files.newBufferedWriter(folder.resolve(name), StandardCharsets.UTF_8));
        out.println(columns);
        return out;
    }
}
