package io.mutuals.suggestion.memory;

import io.mutuals.suggestion.friendgraph.FriendGraph;
import io.mutuals.suggestion.friendgraph.LiveFriendGraph;
import io.mutuals.suggestion.friendgraph.StreamedGraphBuilder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ObjIntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads friendships from Neo4j into memory: all of them, those that differ, or the rows of some users.
 *
 * <p>Changes made while it reads are not lost, see {@link LiveFriendGraph.Reading}. Thread-safe; runs one operation at
 * a time.
 */
@Component
public class FriendGraphLoading {

    private static final Logger log = LoggerFactory.getLogger(FriendGraphLoading.class);
    private static final int USERS_PER_STATEMENT = 5_000;
    private static final int ROWS_PER_STATEMENT = 200;

    private final FriendGraphRepository repository;
    private final FriendGraphs graphs;
    private final FriendGraphProperties properties;
    private final Lock lock = new ReentrantLock();

    FriendGraphLoading(FriendGraphRepository repository, FriendGraphs graphs, FriendGraphProperties properties) {
        this.repository = repository;
        this.graphs = graphs;
        this.properties = properties;
    }

    /**
     * Reads all friendships. The graph in memory keeps serving meanwhile.
     *
     * @return true if they fit into memory; false if there are too many, in which case the graph is closed
     */
    public boolean load() {
        lock.lock();
        try {
            long friendships = repository.friendships();
            if (friendships > properties.maxFriendships()) {
                graphs.close();
                log.warn(
                        "There are {} friendships, more than mutuals.suggestion.graph.max-friendships "
                                + "({}): friends of friends are ranked in Neo4j",
                        friendships,
                        properties.maxFriendships());
                return false;
            }
            long started = System.nanoTime();
            reread(readEverything());
            graphs.ready();
            FriendGraph graph = graphs.open().current();
            log.info(
                    "Loaded the friend graph: {} users, {} friendships, {} MB, in {} ms",
                    graph.people(),
                    graph.friendships(),
                    graph.bytes() >> 20,
                    Duration.ofNanos(System.nanoTime() - started).toMillis());
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Reads the rows of these users again; O(their friendships). */
    public void reread(Collection<Long> people) {
        lock.lock();
        try {
            LiveFriendGraph live = graphs.open();
            List<Long> all = List.copyOf(people);
            for (int from = 0; from < all.size(); from += ROWS_PER_STATEMENT) {
                try (LiveFriendGraph.Reading reading = live.reading()) {
                    live.replace(
                            reading,
                            repository.rows(all.subList(from, Math.min(all.size(), from + ROWS_PER_STATEMENT))));
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns the users whose rows changed too much while they were read, and must be read again. */
    private Collection<Long> readEverything() {
        LiveFriendGraph live = graphs.open();
        try (LiveFriendGraph.Reading reading = live.reading()) {
            Degrees degrees = new Degrees();
            repository.degrees(degrees::add);
            long[] ids = degrees.sortedIds();
            StreamedGraphBuilder builder = new StreamedGraphBuilder(ids, degrees.inOrderOf(ids));
            degrees.former(builder::formerFriends);
            for (int from = 0; from < ids.length; from += USERS_PER_STATEMENT) {
                long last = ids[Math.min(ids.length, from + USERS_PER_STATEMENT) - 1];
                repository.friendships(ids[from], last, builder::friendship);
            }
            live.restart(reading, builder.done());
            return builder.incomplete();
        }
    }

    /** Numbers of friends and former friends of all users, in the order in which they are read. */
    private static final class Degrees {

        private long[] ids = new long[1024];
        private int[] degrees = new int[1024];
        private int size;
        private final Map<Long, Integer> former = new HashMap<>();

        private void add(long id, int degree, int formerFriends) {
            if (formerFriends > 0) {
                former.put(id, formerFriends);
            }
            if (size == ids.length) {
                ids = Arrays.copyOf(ids, size + (size >> 1));
                degrees = Arrays.copyOf(degrees, ids.length);
            }
            ids[size] = id;
            degrees[size++] = degree;
        }

        private void former(ObjIntConsumer<Long> each) {
            former.forEach(each::accept);
        }

        private long[] sortedIds() {
            long[] sorted = Arrays.copyOf(ids, size);
            Arrays.sort(sorted);
            return sorted;
        }

        private int[] inOrderOf(long[] sorted) {
            int[] ordered = new int[size];
            for (int at = 0; at < size; at++) {
                ordered[Arrays.binarySearch(sorted, ids[at])] = degrees[at];
            }
            return ordered;
        }
    }
}
