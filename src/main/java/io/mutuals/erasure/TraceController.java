package io.mutuals.erasure;

import io.mutuals.api.UserId;
import io.mutuals.security.Role;
import io.mutuals.security.Viewer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** Resolves the search for what is stored of a user. */
@Controller
class TraceController {

    private final TraceSearch search;

    TraceController(TraceSearch search) {
        this.search = search;
    }

    @QueryMapping
    List<UserTrace> userTraces(@Argument String userId, @Argument @Nullable String handle, Viewer viewer) {
        viewer.mustBe(Role.ADMIN);
        return search.find(new UserId(Viewer.USER_ID.decode(userId)), handle);
    }
}
