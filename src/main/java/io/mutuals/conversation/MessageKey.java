package io.mutuals.conversation;

import io.mutuals.api.MessageId;
import io.mutuals.api.UserId;

/** A message as one viewer sees it. */
record MessageKey(UserId viewer, MessageId message) {}
