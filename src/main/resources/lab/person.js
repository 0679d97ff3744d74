import { ask } from './api.js';
import { PERSON } from './documents.js';

/** The user with this id or handle; null if there is none that the viewer may see. */
export async function find(text) {
  const trimmed = text.trim();
  const { user } = await ask(PERSON, { by: trimmed.startsWith('usr_') ? { id: trimmed } : { handle: trimmed } });
  return user;
}
