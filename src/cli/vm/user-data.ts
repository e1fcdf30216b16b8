import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { isGzip } from '../../common/user-data.ts';
import { unreadable, usage } from '../terminal/exit.ts';

/** A file for cloud-init as the API takes it: text, or a gzip in base64. Throws `usage` for one that cannot be sent. */
export function readUserData(file: string): string {
  const bytes = read(file);
  if (isGzip(bytes)) return bytes.toString('base64');
  // no byte is ever replaced on the way
  if (isUtf8(bytes)) return bytes.toString();
  throw usage(`${file} is no text in UTF-8.`, 'Save it as UTF-8 without a byte order mark, or give a gzip.');
}

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw unreadable(file, cause, 'Give a file that you can read.');
  }
}
