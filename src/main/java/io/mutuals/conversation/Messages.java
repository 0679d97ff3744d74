package io.mutuals.conversation;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.MessageId;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.security.Viewer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Finds messages as a viewer sees them, batched by the request's data loader. */
@Service
public class Messages {

    private final Loader<MessageKey, Message> byNumber;

    Messages(MessageRepository repository, MessagesInMemory memory, Loaders loaders) {
        this.byNumber = loaders.registerForQueries("messagesById", repository::byNumber, memory::byNumber);
    }

    /** Finds a message; null when there is none that the viewer may read. */
    public CompletableFuture<@Nullable Message> find(Viewer viewer, long number, DataFetchingEnvironment environment) {
        return byNumber.find(new MessageKey(viewer.userId(), new MessageId(number)), environment);
    }
}
