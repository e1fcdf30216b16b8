import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { BucketStore, pageOf } from '../../src/targets/bucket.ts';
import { DirectoryStore } from '../../src/targets/directory.ts';
import { cloudsAt, type TargetSettings } from '../../src/targets/index.ts';
import { Seal } from '../../src/targets/seal.ts';
import type { Place } from '../../src/targets/store.ts';
import { Target } from '../../src/targets/target.ts';
import { openBucket } from '../support/buckets.ts';
import { newHome, removeHome } from '../support/home.ts';
import { followed } from '../support/remedy.ts';

const home = await newHome();
await mkdir(join(home, 'nas'));
const bucket = await openBucket(home);
after(() => removeHome(home));

const directory = { name: 'nas', directory: join(home, 'nas') };
const kinds: [what: string, settings: TargetSettings, of: (cloud: string) => Place][] = [
  ['a directory', directory, (cloud) => new DirectoryStore('nas', directory.directory, cloud, home)],
  ['a bucket', bucket.settings, (cloud) => new BucketStore(bucket.settings, cloud)],
];

async function listed(place: Place): Promise<string[]> {
  const names: string[] = [];
  for await (const name of place.list('pieces')) names.push(name);
  return names.toSorted();
}

for (const [what, settings, of] of kinds)
  describe(`the place of a cloud on ${what}`, () => {
    const cloud = randomUUID();
    const place = of(cloud);
    const [one, other] = ['a'.repeat(64), 'b'.repeat(64)];

    test('is away until it is prepared, once', async () => {
      await assert.rejects(place.label(), { code: 'target-away', transient: true });
      await assert.rejects(place.get('pieces', one), { code: 'target-away' });
      assert.equal(await place.prepare('first'), 'first');
      assert.equal(await place.prepare('second'), 'first', 'what is there stays');
      assert.equal(await place.label(), 'first');
      assert.deepEqual(await cloudsAt(settings), [cloud]);
    });

    test('has what was put, until it is removed, and nothing else', async () => {
      assert.deepEqual([await place.has('pieces', one), await place.get('pieces', one)], [false, null]);
      const bytes = randomBytes(300_000);
      await place.put('pieces', one, Buffer.from('first'));
      await place.put('pieces', one, bytes);
      await place.put('pieces', other, Buffer.from('other'));
      assert.ok((await place.get('pieces', one))?.equals(bytes), 'the later one counts');
      assert.deepEqual([await place.has('pieces', one), await listed(place)], [true, [one, other]]);
      const neighbour = of(randomUUID());
      await neighbour.prepare('of another cloud');
      assert.deepEqual([await listed(neighbour), await neighbour.get('pieces', one)], [[], null]);
      await place.remove('pieces', other);
      await place.remove('pieces', other);
      assert.deepEqual(await listed(place), [one]);
      await place.setAside(one);
      await place.tidy();
      assert.deepEqual([await listed(place), await place.has('pieces', one)], [[], false]);
      for (const bad of ['../x', 'README']) assert.throws(() => place.put('copies', bad, bytes), /no such names/);
    });

    test('keeps copies whole, and says what is wrong with one', async () => {
      const target = new Target('it', place, new Seal(randomBytes(32)));
      const [copy, disk] = [randomUUID(), Buffer.from('a disk')];
      const sent = await target.send(disk);
      const pieces = [[0, sent?.name ?? '']] as [number, string][];
      const volumes = [{ snapshot: randomUUID(), sizeMiB: 4, pieces }];
      await target.finish(copy, { format: 1, about: {}, volumes });
      const verdict = () => target.verify(copy, () => {});
      assert.equal(await target.prune(), 0);
      assert.deepEqual(await verdict(), { missing: 0, wrong: 0 });
      await place.put('pieces', sent?.name ?? '', Buffer.from('a lie'));
      assert.deepEqual(await verdict(), { missing: 0, wrong: 1 });
      assert.ok(((await target.send(disk))?.bytes ?? 0) > 0, 'what was wrong is sent again');
      assert.deepEqual(await verdict(), { missing: 0, wrong: 0 });
      await target.forget(copy);
      assert.equal(await target.prune(), 1);
    });
  });

describe('a bucket', () => {
  const store = (change: Partial<typeof bucket.settings> = {}, mostMs?: number) =>
    new BucketStore({ ...bucket.settings, ...change }, randomUUID(), mostMs);
  const put = (place = store()) => place.put('pieces', 'a'.repeat(64), Buffer.from('bytes'));

  test('that is in trouble says so in words of ours, and whether that passes', async () => {
    const error = (status: number, code: string) => (answer: import('node:http').ServerResponse) =>
      void answer.writeHead(status).end(`<Error><Code>${code}</Code></Error>`);
    for (const [fault, code, transient] of [
      [error(500, 'InternalError'), 'target-away', true],
      [error(503, 'SlowDown'), 'target-away', true],
      [error(400, 'BadDigest'), 'target-away', true],
      [error(403, 'QuotaExceeded'), 'target-full', true],
      [error(507, ''), 'target-full', true],
      [error(301, 'PermanentRedirect'), 'target-refuses', false],
      [error(404, 'NoSuchBucket'), 'target-away', true],
      [(answer: import('node:http').ServerResponse) => void answer.destroy(), 'target-away', true],
    ] as const) {
      bucket.fault = fault;
      await assert.rejects(put(), (problem: { code: string; transient: boolean; message: string }) => {
        assert.deepEqual([problem.code, problem.transient], [code, transient]);
        assert.ok(!problem.message.includes('S3RVER'), 'no secret is told');
        return true;
      });
    }
    bucket.fault = () => {};
    await assert.rejects(put(store({}, 20)), { code: 'target-slow', transient: true });
    bucket.fault = null;
    await assert.rejects(put(store({ s3: 'http://127.0.0.1:1/backups' })), { code: 'target-away', transient: true });
    await assert.rejects(put(store({ s3: bucket.settings.s3.replace('backups', 'gone') })), { code: 'target-away' });
    await put();
  });

  test('whose list is none, or not whole, has nothing taken for gone', async () => {
    const list = (inner: string) => pageOf(`<?xml?>\n<ListBucketResult xmlns="x">${inner}</ListBucketResult>`);
    assert.deepEqual(list('<IsTruncated>false</IsTruncated><Key>a/b</Key>'), { keys: ['a/b'], next: null });
    const more = '<IsTruncated>true</IsTruncated><NextContinuationToken>x&amp;y</NextContinuationToken>';
    assert.deepEqual(list(`${more}<Key>a</Key>`), { keys: ['a'], next: 'x&y' });
    for (const wrong of [
      '',
      '<IsTruncated>true</IsTruncated>',
      '<KeyCount>2</KeyCount><IsTruncated>false</IsTruncated>',
    ])
      assert.equal(list(wrong), null);
    const place = store();
    await place.prepare('it');
    bucket.fault = (answer) => void answer.writeHead(200).end('<html>Welcome to this network</html>');
    await assert.rejects(new Target('offsite', place, new Seal(randomBytes(32))).prune(), { code: 'target-away' });
    bucket.fault = null;
  });

  test('is asked with credentials that root alone reads, whatever they are at that moment', async () => {
    const { credentials } = bucket.settings;
    const text = await readFile(credentials, 'utf8');
    const sane = async () => {
      await writeFile(credentials, text);
      await chmod(credentials, 0o600);
      await put();
    };
    const spoil = [
      () => chmod(credentials, 0o644),
      () => writeFile(credentials, 'one-word'),
      () => rename(credentials, `${credentials}.away`),
    ];
    for (const act of spoil)
      await followed(
        'target-credentials',
        /key id and secret.*chmod 600/,
        async () => {
          await act();
          await put();
        },
        sane,
      );
    await writeFile(credentials, 'S3RVER wrong');
    await followed(
      'target-refuses',
      /A bucket has to let its credentials list, read, write and delete/,
      () => put(),
      sane,
    );
  });
});
