import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

/** What threatens a cloud, and for what is not built yet, the feature that will bring the threat with it. */
const threats: [number, string, missing?: string][] = [
  [1, 'a qcow2 whose data file or backing file is a file of the host'],
  [2, 'a VMDK whose extent is a file of the host'],
  [3, 'a header that a guest writes onto its own raw disk'],
  [4, 'a file that is not what its format says'],
  [5, 'a small file that claims a huge disk'],
  [6, 'an image URL that leads into the network of the host'],
  [7, 'a webhook that leads into the network of the host', 'webhooks'],
  [8, 'a name that becomes a path, a command or a QEMU option'],
  [9, 'a backend id that a tenant sets'],
  [10, 'an object of another project, read or referred to'],
  [11, 'a delegated token that may more than its user'],
  [12, 'a secret in a log, a row or an error'],
  [13, 'orders that race past a quota'],
  [14, 'a name or key that becomes cloud-init configuration'],
  [15, 'an attached volume that passes for a seed'],
  [16, 'metadata of another guest'],
  [17, 'a guest that sends with addresses of others'],
  [18, 'a guest that reaches services of the host'],
  [19, 'a console without a ticket, or with a used one'],
  [20, 'a console log that fills the disk'],
  [21, 'a QEMU that was broken out of'],
  [22, 'an internal port that is open to the network'],
  [23, 'a browser session that another site uses'],
  [24, 'a backup archive that writes where it should not'],
  [25, 'data or addresses of who had them before'],
  [26, 'an order that is sent twice'],
  [27, 'clones that share keys and random numbers', 'clones of a template guest'],
  [28, 'two control planes at work on one thing'],
];

const sources = globSync('test/**/*.test.ts', { cwd: new URL('..', import.meta.url).pathname })
  .filter((file) => !file.endsWith('threats.test.ts'))
  .map((file) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8'));

for (const [number, what, missing] of threats) {
  const skip = missing === undefined ? false : `${missing}: not there yet`;
  test(`T${number} ${what}: has a test that names it`, { skip }, () => {
    const named = new RegExp(`(test|describe)\\([^\\n]*\\bT${number}\\b`);
    assert.ok(
      sources.some((source) => named.test(source)),
      `no test of this suite has T${number} in its title`,
    );
  });
}
