import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the scripts and settings that end up in guests. */
export const GUEST_FILES = join(dirname(fileURLToPath(import.meta.url)), 'guest');
