package io.mutuals;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.TestPropertySource;

/**
 * A test of a server with small limits on actions, groups and hubs, none on request sizes, one host of users'
 * pictures, accounts under 13, and users and friend lists in memory; all such tests share one.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@MutualsTest
@InSecondLane
@TestPropertySource(
        properties = {
            "mutuals.memory.enabled=true",
            "mutuals.action-limit.send-message=60 per 1m",
            "mutuals.friend.max-requests-per-day=4",
            "mutuals.friend.max-pending-requests=6",
            "mutuals.friend.max-links=3",
            "mutuals.contact.max-syncs-per-day=3",
            "mutuals.account.under-13=WITH_GUARDIAN",
            "mutuals.guardian.max-wards=3",
            "mutuals.suggestion.pause=0s",
            "mutuals.suggestion.graph.hub-limit=40",
            "mutuals.suggestion.source.latest-groups=3",
            "mutuals.suggestion.source.largest-group=4",
            "mutuals.suggestion.source.latest-likes=5",
            "mutuals.video.rare-likes=6",
            "mutuals.picture.hosts=img.example",
            "mutuals.limit.body=10MB",
            "mutuals.limit.tokens=1000000",
            "mutuals.limit.aliases=100000",
            "mutuals.limit.root-fields=100",
            "mutuals.limit.depth=100",
            "mutuals.limit.cost=2000000000",
            "mutuals.limit.page-product=2000000000",
            "mutuals.limit.bucket=2000000000"
        })
public @interface OwnLimitsTest {}
