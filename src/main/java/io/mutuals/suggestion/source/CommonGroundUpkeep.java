package io.mutuals.suggestion.source;

import io.mutuals.changelog.ChangeFollower;
import io.mutuals.changelog.Fact;
import io.mutuals.contact.ContactsInMemory;
import io.mutuals.conversation.ConversationsInMemory;
import io.mutuals.suggestion.memory.CommonGround;
import io.mutuals.suggestion.memory.CommonGroundRepository;
import io.mutuals.suggestion.memory.FriendGraphProperties;
import io.mutuals.suggestion.memory.FriendGraphs;
import io.mutuals.suggestion.memory.MemoryUpkeep;
import io.mutuals.suggestion.memory.SharedInterest;
import io.mutuals.video.VideosInMemory;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** Keeps the common ground in memory current with Neo4j, unless there is more of it than the configured limit. */
@Component
@ConditionalOnWebApplication
public class CommonGroundUpkeep extends MemoryUpkeep {

    private static final Logger log = LoggerFactory.getLogger(CommonGroundUpkeep.class);

    private final CommonGround commonGround;
    private final CommonGroundRepository repository;
    private final CandidateSearch search;
    private final FriendGraphProperties properties;

    /** True if the common ground exceeded the limit when it was last read. */
    private volatile boolean isOverLimit;

    CommonGroundUpkeep(
            CommonGround commonGround,
            CommonGroundRepository repository,
            CandidateSearch search,
            FriendGraphs graphs,
            FriendGraphProperties properties,
            ChangeFollower follower) {
        super(
                Set.of(
                        ConversationsInMemory.MEMBERS,
                        ContactsInMemory.KIND,
                        VideosInMemory.LIKES,
                        VideosInMemory.VIDEO),
                "common-ground",
                "The common ground in memory is partly outdated until it can be read again",
                graphs,
                properties,
                follower);
        this.commonGround = commonGround;
        this.repository = repository;
        this.search = search;
        this.properties = properties;
    }

    @Override
    protected boolean isLoaded() {
        return commonGround.isLoaded() || isOverLimit;
    }

    @Override
    protected void readAll() {
        long size = repository.size();
        boolean overLimit = size > properties.maxInCommon();
        if (overLimit) {
            commonGround.clear();
            if (!isOverLimit) {
                log.warn(
                        "{} likes, group memberships and contacts exceed mutuals.suggestion.graph.max-in-common "
                                + "({}): sources search Neo4j instead of memory",
                        size,
                        properties.maxInCommon());
            }
        } else {
            replaceAll(size);
        }
        isOverLimit = overLimit;
    }

    private void replaceAll(long size) {
        long start = System.nanoTime();
        commonGround.groups().replace(repository.groups());
        commonGround.videos().replace(repository.videos());
        commonGround.contacts().replace(repository.contacts());
        if (!commonGround.isLoaded()) {
            // Lets Neo4j plan the statement that runs from now on before a request waits for it.
            search.find(Set.of(), Set.of(0L), 1);
            commonGround.ready();
            log.info(
                    "The common ground is in memory: {} groups, {} videos and {} users with contacts, "
                            + "of {} relationships, read in {} ms",
                    commonGround.groups().size(),
                    commonGround.videos().size(),
                    commonGround.contacts().people(),
                    size,
                    Duration.ofNanos(System.nanoTime() - start).toMillis());
        }
    }

    @Override
    protected void readAgain(Set<Fact> facts) {
        if (commonGround.isLoaded()) {
            List<Long> groups = ids(facts, ConversationsInMemory.MEMBERS);
            List<Long> people = ids(facts, ContactsInMemory.KIND);
            if (!groups.isEmpty()) {
                repository.groups(groups).forEach(commonGround.groups()::put);
            }
            if (!people.isEmpty()) {
                repository.contacts(people).forEach(commonGround.contacts()::put);
            }
            readLikesAgain(ids(facts, VideosInMemory.VIDEO), ids(facts, VideosInMemory.LIKES));
        }
    }

    /**
     * Reads videos again, and the latest likes of those who like one of them now or did before: a video that has become
     * rare is new to all of them. Changes memory only once all has been read.
     */
    private void readLikesAgain(List<Long> videos, List<Long> people) {
        Map<Long, SharedInterest> interests = videos.isEmpty() ? Map.of() : repository.videos(videos);
        Set<Long> changed = new HashSet<>(people);
        interests.forEach((video, now) -> changed.addAll(commonGround.videos().joinedOrLeft(video, now)));
        Map<Long, long[]> latest = changed.isEmpty() ? Map.of() : repository.latestVideos(changed);
        interests.forEach(commonGround.videos()::putInterest);
        latest.forEach(commonGround.videos()::putRow);
    }

    private static List<Long> ids(Set<Fact> facts, String kind) {
        return facts.stream()
                .filter(fact -> fact.kind().equals(kind))
                .map(Fact::id)
                .toList();
    }

    @Override
    protected void forget() {
        commonGround.clear();
    }
}
