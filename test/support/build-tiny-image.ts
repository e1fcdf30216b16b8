import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { HostNames } from '../../src/drivers/qemu/host.ts';
import { ImageStore } from '../../src/drivers/qemu/images/index.ts';
import { newHome, removeHome } from './home.ts';
import { keep } from './kept.ts';
import { builds, keptTinyImage } from './tiny-image.ts';
import { unbounded } from './unbounded.ts';

// Builds the tiny image for all tests, unless another process has done so meanwhile.

const kept = await keptTinyImage();
if (!existsSync(kept)) {
  const home = await newHome();
  const host = { home, cloud: 'fffd', uidBase: 4_300_000, floatingPool: '172.24.5.0/24', uplink: null };
  const store = new ImageStore(new HostNames({ ...host, accelerator: 'tcg' }));
  await store.ensure(
    { id: randomUUID(), source: { kind: 'builtin', name: 'tiny' }, sha256: null },
    () => {},
    unbounded,
  );
  await keep(join(builds(home), basename(kept)), kept);
  await removeHome(home);
}
