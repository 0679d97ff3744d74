package io.mutuals.conversation;

/** What a viewer may do to a message, as a mutation would decide it now. */
record MessagePermissions(boolean edit, boolean unsend, boolean react) {}
