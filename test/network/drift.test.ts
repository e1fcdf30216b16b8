import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { run } from '../../src/common/command.ts';
import { group, Lab, project, rule, tcp } from './lab.ts';

describe('rules that somebody has changed', () => {
  const lab = new Lab();
  const groups = [group(rule('egress'), tcp(22), tcp(8000, { cidr: '192.0.2.0/24' }))];
  const router = project(1, groups, [groups, groups]);
  const namespace = lab.names.routerNamespace(router.id);
  before(async () => {
    await lab.start();
    const [first] = router.ports;
    assert.ok(first);
    first.floatingIp = `${lab.prefix}.9`;
    await lab.network.applyRouter(router);
  });
  after(() => lab.destroy());

  const nft = (place: string | null, ...args: string[]) =>
    place === null ? run('nft', args) : run('ip', ['netns', 'exec', place, 'nft', ...args]);
  const rules = async () => (await lab.network.inventory()).filter(({ kind }) => kind === 'rules');

  /** What was done is found in these words, and gone after it was discarded. */
  async function mended(words: RegExp): Promise<void> {
    const found = await rules();
    assert.equal(found.length, 1, JSON.stringify(found));
    const [drift] = found;
    assert.ok(drift);
    assert.equal(drift.id, null);
    assert.match(drift.detail, words);
    await lab.network.discard(drift);
    assert.deepEqual(await rules(), []);
  }

  test('are none as long as nobody has', async () => {
    assert.deepEqual(await rules(), []);
    await lab.restart();
    assert.deepEqual(await rules(), []);
  });

  test('a rule that lets everybody in', async () => {
    await nft(namespace, 'insert', 'rule', 'inet', 'filter', 'forward', 'tcp', 'dport', '31337', 'accept');
    await mended(new RegExp(`^${namespace}: not ours: tcp dport 31337 accept$`));
  });

  test('an address that a guest may send from', async () => {
    const tap = lab.names.tap(router.ports[0]?.id ?? '');
    const element = `{ "${tap}" . ${router.ports[0]?.mac} . 10.0.0.99 }`;
    await nft(namespace, 'add', 'element', 'bridge', 'guard', 'addresses', element);
    await mended(/not ours: .*10\.0\.0\.99/);
  });

  test('a guard that is gone', async () => {
    await nft(namespace, 'delete', 'table', 'bridge', 'guard');
    await mended(/missing: table bridge guard/);
  });

  test('rules of the namespace that carries the floating IPs, and of the host', async () => {
    await nft(lab.names.externalNamespace, 'add', 'table', 'ip', 'stray');
    await mended(/not ours: table ip stray/);
    await nft(null, 'flush', 'chain', 'inet', lab.names.hostTable, 'input');
    await mended(/^host: missing: .*icmp type echo-request accept/);
  });
});
