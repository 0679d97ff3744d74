package io.mutuals.user;

import io.mutuals.neo4j.Cypher;

/**
 * An order of users that an index serves, for sampling them: Cypher clauses for its ends and for runs of neighbours in
 * it, which cost as many rows as they return, however many users there are.
 */
public final class UserOrder {

    private final String id;
    private final String keys;

    /**
     * @param id a condition on {@code {user}} that the index serves, up to the comparison of the id
     * @param keys the keys of the index, each ending in {@code {direction}}
     */
    private UserOrder(String id, String keys) {
        this.id = id;
        this.keys = keys;
    }

    /** Returns the order of all users by id. */
    public static UserOrder ofAll() {
        return new UserOrder("{user}.id", "{user}.id{direction}");
    }

    /**
     * Returns the order of the users of a region by id.
     *
     * @param region a Cypher expression for the region
     */
    public static UserOrder inRegion(String region) {
        return new UserOrder(
                "{user}.region = " + region + " AND {user}.id", "{user}.region{direction}, {user}.id{direction}");
    }

    /** Returns a clause that binds {@code lowest} to the lowest id; ends the row if there is no user. */
    public String lowest(String scope) {
        return end("lowest", scope, "");
    }

    /** Returns a clause that binds {@code highest} to the highest id; ends the row if there is no user. */
    public String highest(String scope) {
        return end("highest", scope, " DESC");
    }

    private String end(String name, String scope, String direction) {
        return Cypher.of("""
                CALL ({scope}) {
                  MATCH (end:User)
                  WHERE {id} >= 0
                  WITH end
                  ORDER BY {keys}
                  LIMIT 1
                  RETURN end.id AS {name}
                }""")
                .with("scope", scope)
                .with("id", Cypher.of(id).with("user", "end").text())
                .with("keys", keys("end", direction))
                .with("name", name)
                .text();
    }

    /**
     * Returns a clause that binds {@code person} to each of the first users from the id {@code place} on.
     *
     * @param scope the Cypher variables that the condition needs, separated by commas; {@code place} is one more
     * @param users the number of users in a run
     */
    public String run(String scope, int users) {
        return Cypher.of("""
                CALL ({scope}, place) {
                  MATCH (person:User)
                  WHERE {id} >= place
                  RETURN person
                  ORDER BY {keys}
                  LIMIT {users}
                }""")
                .with("scope", scope)
                .with("id", Cypher.of(id).with("user", "person").text())
                .with("keys", keys("person", ""))
                .with("users", users)
                .text();
    }

    private String keys(String user, String direction) {
        return Cypher.of(keys).with("user", user).with("direction", direction).text();
    }
}
