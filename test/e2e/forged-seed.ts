import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { run } from '../../src/common/command.ts';

/** An ISO labelled as cloud-init's seed, with an identity, keys and user data of somebody else: a gzip in base64. */
export async function forgedSeed(userData: string): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'slipway-seed-'));
  try {
    const tree = join(directory, 'tree');
    await mkdir(tree);
    const files = {
      'meta-data': 'instance-id: pwned\nlocal-hostname: pwned\n',
      'user-data': userData,
      'user-script': userData,
      'ssh-authorized-keys': 'ssh-ed25519 AAAA pwned\n',
    };
    for (const [name, text] of Object.entries(files)) await writeFile(join(tree, name), text);
    const image = join(directory, 'seed.iso');
    await run('genisoimage', ['-quiet', '-volid', 'CIDATA', '-joliet', '-rock', '-o', image, tree]);
    return gzipSync(await readFile(image)).toString('base64');
  } finally {
    await rm(directory, { recursive: true });
  }
}
