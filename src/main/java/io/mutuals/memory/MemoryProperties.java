package io.mutuals.memory;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the facts in memory.
 *
 * @param enabled whether users, friendships, friend requests, blocks and suggestions are answered from memory;
 *     otherwise Neo4j answers, with the same answers
 * @param maxWeight the approximate heap that all entries may take; the least recently used are dropped
 * @param maxFriends a longer list of friends, former friends, pending requests or likes is not held in memory
 * @param maxMarks the users who like, or have reposted, a video are held in memory if they are at most so many
 * @param maxMissing a request reads the entries that memory lacks if they are at most this percentage of those that an
 *     answer takes; if they are more, a statement answers, and the entries are read in the background
 * @param pace the shortest time between the beginnings of two fences; requests that arrive meanwhile share one
 */
@Validated
@ConfigurationProperties("mutuals.memory")
public record MemoryProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("128MB") DataSize maxWeight,
        @Min(0) @DefaultValue("5000") int maxFriends,
        @Min(0) @DefaultValue("2000") int maxMarks,
        @Min(0) @Max(100) @DefaultValue("10") int maxMissing,
        @DefaultValue("3ms") Duration pace) {}
