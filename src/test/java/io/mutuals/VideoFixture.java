package io.mutuals;

import io.mutuals.user.NameFolding;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The part of a {@link World} that writes videos, and what users do with them. */
abstract class VideoFixture {

    abstract World people(String... handles);

    abstract World friends(String handle, String... others);

    abstract World run(String cypher, Map<String, ? extends @Nullable Object> parameters);

    abstract long number(String handle);

    /** Returns an instant later than all before it. */
    abstract Instant tick();

    /** Creates a video of {@code author}. */
    public World video(long video, String author, String caption) {
        people(author);
        return run(
                "MATCH (u:User {id: $u}) CREATE (u)-[:POSTED]->(:Video {id: $v, caption: $caption, createdAt: $at, "
                        + "foldedCaption: $folded, postedBy: toString(u.id), audience: 'PUBLIC', authorId: u.id})",
                Map.of(
                        "u",
                        number(author),
                        "v",
                        video,
                        "caption",
                        caption,
                        "folded",
                        NameFolding.foldText(caption),
                        "at",
                        tick().atZone(ZoneOffset.UTC)));
    }

    /** Sets who may see a video, by the name of the audience. */
    public World audience(long video, String audience) {
        return run("MATCH (v:Video {id: $v}) SET v.audience = $audience", Map.of("v", video, "audience", audience));
    }

    /** Hides the likes of a video. */
    public World hideLikes(long video) {
        return run("MATCH (v:Video {id: $v}) SET v.likesHidden = true", Map.of("v", video));
    }

    /** Puts friends of {@code handle} on their list of close friends. */
    public World closeFriends(String handle, String... others) {
        World world = friends(handle, others);
        for (String other : others) {
            world.run(
                    "MATCH (a:User {id: $a}), (b:User {id: $b}) MERGE (a)-[close:CLOSE_FRIEND]->(b) SET close.at = $at",
                    Map.of("a", number(handle), "b", number(other), "at", tick().atZone(ZoneOffset.UTC)));
        }
        return world;
    }

    /** Lets {@code handle} like a video. */
    public World like(String handle, long video) {
        people(handle);
        return run(
                "MATCH (u:User {id: $u}), (v:Video {id: $v}) MERGE (u)-[l:LIKED]->(v) SET l.at = $at, l.by = u.id",
                Map.of("u", number(handle), "v", video, "at", tick().atZone(ZoneOffset.UTC)));
    }

    /** Lets {@code handle} save a video. */
    public World save(String handle, long video) {
        people(handle);
        return run(
                "MATCH (u:User {id: $u}), (v:Video {id: $v}) MERGE (u)-[s:SAVED]->(v) SET s.at = $at",
                Map.of("u", number(handle), "v", video, "at", tick().atZone(ZoneOffset.UTC)));
    }

    /** Lets {@code handle} repost a video. */
    public World repost(String handle, long video, @Nullable String comment) {
        people(handle);
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("u", number(handle));
        parameters.put("v", video);
        parameters.put("comment", comment);
        parameters.put("at", tick().atZone(ZoneOffset.UTC));
        return run(
                "MATCH (u:User {id: $u}), (v:Video {id: $v}) MERGE (u)-[r:REPOSTED]->(v) SET r.at = $at, r.by = u.id, "
                        + "r.comment = $comment",
                parameters);
    }

    /** Lets {@code handle} comment on a video; its id is also the key of its client. */
    public World comment(long comment, String handle, long video, String body) {
        people(handle);
        return run(
                """
                MATCH (v:Video {id: $v})
                CREATE (c:Comment {id: $c, videoId: $v, topOf: $v, authorId: $u, clientCommentId: toString($c),
                  body: $body, state: 'PUBLISHED', createdAt: $at, rankedLikes: 0,
                  place: '0000000000' + right('000000000000000000' + toString($c), 19)})-[:COMMENTS_ON]->(v)
                """,
                Map.of(
                        "u",
                        number(handle),
                        "c",
                        comment,
                        "v",
                        video,
                        "body",
                        body,
                        "at",
                        tick().atZone(ZoneOffset.UTC)));
    }

    /** Lets {@code handle} answer the comment that opened a thread. */
    public World answer(long comment, String handle, long thread, String body) {
        people(handle);
        return run(
                """
                MATCH (t:Comment {id: $t})
                MATCH (v:Video {id: t.videoId})
                CREATE (c:Comment {id: $c, videoId: v.id, threadId: $t, answersId: $t, under: $t, authorId: $u,
                  clientCommentId: toString($c), body: $body, state: 'PUBLISHED', createdAt: $at})
                CREATE (c)-[:REPLIES_ON]->(v)
                CREATE (c)-[:ANSWERS]->(t)
                """,
                Map.of(
                        "u",
                        number(handle),
                        "c",
                        comment,
                        "t",
                        thread,
                        "body",
                        body,
                        "at",
                        tick().atZone(ZoneOffset.UTC)));
    }
}
