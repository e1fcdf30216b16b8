import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { run } from '../../src/common/command.ts';
import { hangMs } from './wait.ts';

const cache = fileURLToPath(new URL('../../.cache/', import.meta.url));

const UNPACK = `set -e
[ -e "$1/complete" ] && exit
cd "$1"
mkdir -p partial
get="apt-get install -y --download-only --reinstall --no-install-recommends -o DPkg::Lock::Timeout=120 -o Dir::Cache::archives=$1 $2"
$get || { apt-get update && $get; }
for each in *.deb; do dpkg -x "$each" .; done
mkdir complete`;

/**
 * The directory of a Debian package that is unpacked and not installed, for that would start its service, with the libraries that
 * it needs and this machine has not.
 */
export async function unpacked(name: string): Promise<string> {
  const place = `${cache}${name}`;
  await mkdir(place, { recursive: true });
  await run('flock', [`${place}/own-lock`, 'sh', '-c', UNPACK, 'unpack', place, name], { timeoutMs: hangMs });
  return place;
}
