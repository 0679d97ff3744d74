import { ask } from './api.js';
import { PERSON } from './documents.js';

/** The person of this id or handle; null when there is none whom the viewer may see. */
export async function find(text) {
  const trimmed = text.trim();
  const { user } = await ask(PERSON, { by: trimmed.startsWith('usr_') ? { id: trimmed } : { handle: trimmed } });
  return user;
}
