package io.mutuals.comment;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings of comments.
 *
 * @param maxBody the maximum length of a comment, in code points
 * @param editWindow for how long after it was made a comment may be edited
 * @param maxMentions the most users that a comment may mention
 * @param maxBlockedWords the most blocked words of a user
 * @param maxHiddenUsers how many users hidden from a viewer are left out of counts
 * @param deletedKept for how long a deleted comment is kept without its text, so that a late retry does not make it
 *     again
 * @param forgetEvery the interval at which deleted comments are removed
 */
@Validated
@ConfigurationProperties("mutuals.comment")
public record CommentProperties(
        @Min(1) @Max(10_000) @DefaultValue("1000") int maxBody,
        @DefaultValue("15m") Duration editWindow,
        @Min(0) @Max(100) @DefaultValue("10") int maxMentions,
        @Min(0) @Max(1_000) @DefaultValue("200") int maxBlockedWords,
        @Min(0) @Max(100_000) @DefaultValue("1000") int maxHiddenUsers,
        @DefaultValue("1d") Duration deletedKept,
        @DefaultValue("1h") Duration forgetEvery) {}
