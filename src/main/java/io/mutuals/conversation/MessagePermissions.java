package io.mutuals.conversation;

/** The actions that the viewer may take on a message, by the rules of the mutations. */
record MessagePermissions(boolean edit, boolean unsend, boolean react) {}
