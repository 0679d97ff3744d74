package io.mutuals.feed;

import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.Ids;
import io.mutuals.feed.FeedRepository.SeenPlace;
import io.mutuals.loader.TwoSteps;
import io.mutuals.memory.IdSet;
import io.mutuals.memory.Lookup;
import io.mutuals.user.User;
import io.mutuals.video.Likes;
import io.mutuals.video.Video;
import io.mutuals.video.VideoFacts;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Serves pages of feeds.
 *
 * <p>A first page is made of what friends did by then, from memory or by a statement, and the places of the whole feed
 * are kept. Later pages are cut from it: the order is that of the first page, so that no video comes twice, and what
 * may be seen is decided when the page is read. If Redis has lost the feed, it is made again up to the time of its
 * first page, which gives the same places unless something was taken back. Thread-safe.
 */
@Service
class Feeds implements TwoSteps<FeedKey, Optional<FeedSnapshot>, FeedTask, FeedConnection> {

    /** How many more places than entries are looked at, since some may not be seen any more. */
    private static final int SPARE = 10;

    private final FeedRepository repository;
    private final FeedInMemory memory;
    private final FeedStore store;
    private final FeedStrategies strategies;
    private final FeedTreatments treatments;
    private final PopularVideos popular;
    private final FeedProperties properties;
    private final Ids ids;
    private final InstantSource clock;

    Feeds(
            FeedRepository repository,
            FeedInMemory memory,
            FeedStore store,
            FeedStrategies strategies,
            FeedTreatments treatments,
            PopularVideos popular,
            FeedProperties properties,
            Ids ids,
            InstantSource clock) {
        this.repository = repository;
        this.memory = memory;
        this.store = store;
        this.strategies = strategies;
        this.treatments = treatments;
        this.popular = popular;
        this.properties = properties;
        this.ids = ids;
        this.clock = clock;
    }

    /** Finds the feeds that cursors belong to; one Redis call if there are cursors. */
    @Override
    public Map<FeedKey, Optional<FeedSnapshot>> prepare(Set<FeedKey> keys) {
        Map<FeedKey, FeedSnapshot> found =
                store.find(keys.stream().filter(key -> key.after() != null).toList());
        Map<FeedKey, Optional<FeedSnapshot>> prepared = new HashMap<>();
        for (FeedKey key : keys) {
            prepared.put(key, Optional.ofNullable(found.get(key)));
        }
        return prepared;
    }

    /** Continues a stored feed; one whose experiment was killed keeps only the places that have been shown. */
    @Override
    public FeedTask task(FeedKey key, Optional<FeedSnapshot> snapshot) {
        FeedCursor after = key.after();
        if (after == null || snapshot.isEmpty()) {
            return FeedTask.ofNoFeed(key);
        }
        FeedSnapshot feed = snapshot.get();
        if (mayGoOn(key, feed.strategy())) {
            return FeedTask.continuing(key, feed);
        }
        List<FeedPlace> places = feed.places();
        return FeedTask.following(key, places.subList(0, Math.min(places.size(), after.index() + 1)));
    }

    private boolean mayGoOn(FeedKey key, String strategy) {
        return strategy.equals(key.treatment().strategy())
                || (key.order() == FeedOrder.RANKED && treatments.mayBeFinished(strategy));
    }

    /** Makes a first page from memory. Later pages, and feeds that go on with popular videos, take statements. */
    @Override
    public @Nullable FeedConnection answer(FeedTask task, Lookup lookup) {
        FeedKey key = task.key();
        if (key.after() != null) {
            lookup.giveUp();
            return null;
        }
        FeedInMemory.Read read = memory.ofFriends(key.viewer(), lookup);
        if (read == null) {
            return null;
        }
        if (read.candidates().size() < properties.enough()) {
            lookup.giveUp();
            return null;
        }
        FeedSnapshot feed = ranked(key, read.candidates(), read.closeFriends(), null);
        List<FeedPlace> places = feed.places();
        List<Seen> page = new ArrayList<>();
        for (int index = 0; index < Math.min(key.first(), places.size()); index++) {
            FeedPlace place = places.get(index);
            VideoFacts facts = Objects.requireNonNull(read.videos().get(place.video()));
            Video video = memory.video(facts, lookup);
            Map<Long, User> people = new HashMap<>();
            List<Long> named = FeedEntry.shown(place.activities());
            for (long friend : named) {
                User person = memory.person(friend, lookup);
                if (person != null) {
                    people.put(friend, person);
                }
            }
            if (video != null && people.size() == named.size()) {
                page.add(new Seen(index, place, video, null, place.activities(), people));
            } else if (lookup.isComplete()) {
                // A user without an account is in a list: the statement leaves them out.
                lookup.giveUp();
            }
        }
        return lookup.isComplete() ? connection(task, feed, page, places.size() > key.first(), true) : null;
    }

    /** Makes pages by a statement for all first ones and all whose feeds are gone, and by one for all others. */
    @Override
    public Map<FeedTask, FeedConnection> perform(Set<FeedTask> tasks) {
        Map<FeedTask, FeedConnection> pages = new HashMap<>();
        Map<FeedTask, Cut> cuts = new LinkedHashMap<>();
        Map<FeedKey, FeedTask> toMake = new LinkedHashMap<>();
        for (FeedTask task : tasks) {
            FeedSnapshot kept = task.snapshot();
            if (kept != null) {
                cuts.put(
                        task,
                        new Cut(kept, Objects.requireNonNull(task.key().after()).index() + 1, Map.of(), false));
            } else {
                toMake.put(task.key(), task);
            }
        }
        Map<FeedKey, FeedRepository.Read> made = toMake.isEmpty() ? Map.of() : read(toMake.keySet());
        for (FeedTask task : tasks) {
            FeedRepository.Read read = task.snapshot() == null ? made.get(task.key()) : null;
            if (read != null) {
                cuts.put(task, cut(task, read));
            }
        }
        fill(cuts);
        cuts.forEach((task, cut) -> pages.put(task, cut.page(task)));
        return pages;
    }

    private Map<FeedKey, FeedRepository.Read> read(Set<FeedKey> keys) {
        return repository.ofFriends(keys.stream()
                .collect(Collectors.toMap(
                        key -> key,
                        key -> key.after() == null
                                ? FeedRepository.ALWAYS
                                : key.after().until())));
    }

    /** Returns a feed that was made for a page, with what is shown of the places that friends stand for. */
    private Cut cut(FeedTask task, FeedRepository.Read read) {
        FeedKey key = task.key();
        FeedSnapshot feed = ranked(key, read.candidates(), read.closeFriends(), key.after());
        int entries = feed.places().size();
        List<FeedPlace> others = entries >= properties.enough()
                ? List.of()
                : popular.after(new PopularKey(read.region(), read.band(), key.viewer()), entries, feed.until());
        List<FeedPlace> places = new ArrayList<>(task.shown());
        Set<Long> known = places.stream().map(FeedPlace::video).collect(Collectors.toCollection(HashSet::new));
        Map<Integer, Seen> seen = new HashMap<>();
        for (FeedPlace place : feed.places()) {
            if (known.add(place.video())) {
                int index = places.size();
                Video video = Objects.requireNonNull(read.videos().get(place.video()));
                Likes likes = read.likes().get(place.video());
                seen.put(index, new Seen(index, place, video, likes, place.activities(), read.people()));
                places.add(place);
            }
        }
        for (FeedPlace other : others) {
            if (known.add(other.video())) {
                places.add(other);
            }
        }
        FeedSnapshot whole = new FeedSnapshot(feed.number(), feed.until(), feed.strategy(), places);
        return new Cut(whole, from(task, places), seen, true);
    }

    /** Returns the index of the first place of a page in a feed that was made for it. */
    private static int from(FeedTask task, List<FeedPlace> places) {
        FeedCursor after = task.key().after();
        if (after == null) {
            return 0;
        }
        return task.shown().isEmpty() ? after.next(places) : task.shown().size();
    }

    /** Reads what is still to be decided about the places of pages; one statement if few places have gone. */
    private void fill(Map<FeedTask, Cut> cuts) {
        while (true) {
            Map<FeedTask, List<FeedPlace>> open = new LinkedHashMap<>();
            cuts.forEach((task, cut) -> {
                List<FeedPlace> unread = cut.unread(task.key());
                if (!unread.isEmpty()) {
                    open.put(task, unread);
                }
            });
            if (open.isEmpty()) {
                return;
            }
            Map<FeedTask, Map<Integer, SeenPlace>> found = repository.places(open);
            open.forEach((task, places) -> Objects.requireNonNull(cuts.get(task))
                    .read(task.key(), places.size(), found.getOrDefault(task, Map.of())));
        }
    }

    /** Ranks what friends did by the viewer's strategy; a feed that is made again keeps its number and its time. */
    private FeedSnapshot ranked(
            FeedKey key, List<FeedCandidate> candidates, IdSet closeFriends, @Nullable FeedCursor after) {
        Instant until = after == null ? until(candidates) : after.until();
        String strategy = key.treatment().strategy();
        FeedRanker ranker = key.order() == FeedOrder.LATEST
                ? FeedRanker.LATEST
                : strategies.ranker(strategy).orElse(FeedRanker.AFFINITY);
        return new FeedSnapshot(
                after == null ? ids.next() : after.number(),
                until,
                strategy,
                ranker.rank(new FeedFriends(candidates, closeFriends, until)));
    }

    /** Returns the time of a first page: now, but for activities that a replica with another clock has written. */
    private Instant until(List<FeedCandidate> candidates) {
        Instant until = clock.instant();
        for (FeedCandidate candidate : candidates) {
            Instant at = candidate.latest().at();
            until = at.isAfter(until) ? at : until;
        }
        return until;
    }

    private static FeedConnection connection(
            FeedTask task, FeedSnapshot feed, List<Seen> page, boolean hasMore, boolean isNew) {
        FeedKey key = task.key();
        List<Edge.Plain<FeedEntry>> edges = new ArrayList<>();
        for (Seen seen : page) {
            Instant at = seen.place.at();
            FeedCursor cursor = new FeedCursor(
                    key.order(),
                    feed.number(),
                    feed.until(),
                    seen.index,
                    seen.place.video(),
                    at == null ? Instant.EPOCH : at);
            edges.add(new Edge.Plain<>(
                    cursor.write(),
                    FeedEntry.of(
                            seen.video,
                            seen.likes,
                            seen.place.reason(),
                            seen.activities,
                            friend -> Objects.requireNonNull(seen.people.get(friend)))));
        }
        return new FeedConnection(
                Connection.of(edges, hasMore, key.after() != null, null),
                feed.strategy(),
                feed.strategy().equals(key.treatment().strategy())
                        ? key.treatment()
                        : FeedTreatment.uncounted(feed.strategy()),
                isNew && hasMore ? feed : null);
    }

    /** A place of a page as the viewer sees it. */
    private record Seen(
            int index,
            FeedPlace place,
            Video video,
            @Nullable Likes likes,
            List<Activity> activities,
            Map<Long, User> people) {}

    /** The part of a feed that a page is cut from. For one thread. */
    private static final class Cut {

        private final FeedSnapshot feed;
        private final Map<Integer, Seen> known;
        private final boolean isNew;
        private final List<Seen> page = new ArrayList<>();
        private int next;

        /** @param known the places that have been read already, by their index */
        Cut(FeedSnapshot feed, int from, Map<Integer, Seen> known, boolean isNew) {
            this.feed = feed;
            this.next = from;
            this.known = known;
            this.isNew = isNew;
        }

        /** Takes the places that are known, and returns the next ones to read; empty if there are enough. */
        List<FeedPlace> unread(FeedKey key) {
            List<FeedPlace> places = feed.places();
            while (page.size() <= key.first() && known.containsKey(next)) {
                page.add(Objects.requireNonNull(known.get(next++)));
            }
            int missing = key.first() + 1 - page.size();
            return missing <= 0 || next >= places.size()
                    ? List.of()
                    : places.subList(next, Math.min(places.size(), next + missing + SPARE));
        }

        void read(FeedKey key, int count, Map<Integer, SeenPlace> found) {
            for (int offset = 0; offset < count; offset++) {
                FeedPlace place = feed.places().get(next);
                SeenPlace seen = found.get(offset);
                boolean stands = seen != null
                        && (place.activities().isEmpty() || !seen.activities().isEmpty());
                if (seen != null && stands && page.size() <= key.first()) {
                    page.add(new Seen(next, place, seen.video(), seen.likes(), seen.activities(), seen.people()));
                }
                next++;
            }
        }

        FeedConnection page(FeedTask task) {
            int first = task.key().first();
            boolean hasMore = page.size() > first;
            return connection(task, feed, hasMore ? page.subList(0, first) : page, hasMore, isNew);
        }
    }
}
