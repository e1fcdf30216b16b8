import { join } from 'node:path';

/** Where files that are being uploaded wait until a driver takes them, called after their images. */
export function uploadsDir(home: string): string {
  return join(home, 'cache', 'uploads');
}
