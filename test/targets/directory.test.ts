import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { keyPath, makeKey, type Target, Targets } from '../../src/targets/index.ts';
import { Patience } from '../../src/targets/patience.ts';
import { problemOf } from '../../src/targets/trouble.ts';
import { newHome, removeHome } from '../support/home.ts';
import { followed } from '../support/remedy.ts';
import { filesOnTarget, prepareTarget, targetsOf, testCloud } from '../support/targets.ts';

const home = await newHome();
after(() => removeHome(home));
const place = join(home, 'nas', `slipway-${testCloud}`);
const targets = (cloud = testCloud) => new Targets(targetsOf(home), home, () => cloud);

async function send(target: Target, text: string): Promise<string> {
  const sent = await target.send(Buffer.from(text));
  const copy = randomUUID();
  const volume = { snapshot: randomUUID(), sizeMiB: 4, pieces: [[0, sent?.name ?? '']] as [number, string][] };
  await target.finish(copy, { format: 1, about: {}, volumes: [volume] });
  return copy;
}

describe('a target that is a directory', () => {
  test('is written to once it was prepared with a key that root alone reads, by a process that may', async () => {
    const open = () =>
      targets()
        .open('nas')
        .then(() => null);
    await followed('target-key-missing', /target prepare NAME/, open, () => prepareTarget(home, testCloud));
    assert.equal(await makeKey(home), null, 'it is shown once');
    assert.equal(statSync(keyPath(home)).mode & 0o777, 0o600);
    assert.equal(statSync(place).mode & 0o777, 0o700);
    const copy = await send(await targets().open('nas'), 'one');
    for (const file of await filesOnTarget(home)) assert.equal(statSync(file).mode & 0o777, 0o600);
    await prepareTarget(home, testCloud);
    assert.ok((await (await targets().open('nas')).manifest(copy)) !== null, 'preparing it once more changes nothing');
    await followed(
      'target-unknown',
      /Name it in slipway\.toml, as \[targets\.NAME\]/,
      () => new Targets([], home, () => testCloud).open('nas').then(() => null),
      open,
    );
  });

  test('that is not mounted takes nothing, and that of another key or cloud is left alone', async () => {
    const target = await targets().open('nas');
    const copy = await send(target, 'two');
    const away = join(home, 'away');
    await followed(
      'target-away',
      /Mount it, or prepare a new one/,
      async () => {
        renameSync(join(home, 'nas'), away);
        mkdirSync(join(home, 'nas'));
        await assert.rejects(target.send(Buffer.from('lost')), { code: 'target-away', transient: true });
        assert.deepEqual(readdirSync(join(home, 'nas')), [], 'the disk below the mount is not written to');
        await assert.rejects(
          target.verify(copy, () => {}),
          { code: 'target-away' },
          'and nothing is damaged by it',
        );
        await targets().open('nas');
      },
      async () => {
        rmSync(join(home, 'nas'), { recursive: true });
        renameSync(away, join(home, 'nas'));
        await targets().open('nas');
      },
    );
    const key = readFileSync(keyPath(home), 'utf8');
    await followed(
      'target-key-other',
      /Put the key of the target into targets\.key/,
      async () => {
        rmSync(keyPath(home));
        await makeKey(home);
        await targets().open('nas');
      },
      async () => {
        writeFileSync(keyPath(home), key);
        await targets().open('nas');
      },
    );
    const other = randomUUID();
    await targets(other).prepare('nas');
    await (await targets(other).open('nas')).prune();
    assert.deepEqual(await target.verify(copy, () => {}), { missing: 0, wrong: 0 });
  });

  test('that lost a piece says so, and a copy of the same mends it', async () => {
    const target = await targets().open('nas');
    const copy = await send(target, 'three');
    const name = (await target.manifest(copy))?.volumes[0]?.pieces[0]?.[1] ?? '';
    const piece = join(place, 'pieces', name.slice(0, 2), name);
    const read = async () => {
      const [volume] = (await target.manifest(copy))?.volumes ?? [];
      assert.ok(volume !== undefined);
      for await (const { data } of target.pieces(volume)) assert.equal(data.toString(), 'three');
    };
    await followed(
      'copy-damaged',
      /copying it again sends what is missing/,
      async () => {
        writeFileSync(piece, readFileSync(piece).fill(0, 20));
        await read();
      },
      async () => {
        assert.deepEqual(await target.verify(copy, () => {}), { missing: 0, wrong: 1 });
        assert.ok(existsSync(`${piece}.wrong`), 'it is kept for people to look at');
        await send(target, 'three');
        await read();
      },
    );
  });

  test('keeps nothing of an interrupted put, and what is its own alone', async () => {
    const target = await targets().open('nas');
    const left = join(place, 'pieces', '00', `${'0'.repeat(64)}.${randomUUID()}.new`);
    writeFileSync(left, 'half');
    writeFileSync(join(place, 'pieces', '00', 'README'), 'of somebody');
    await target.prune();
    assert.deepEqual(readdirSync(join(place, 'pieces', '00')), ['README']);
  });

  test('tells what its file system says in words of ours', async () => {
    const said = (code: string) => Object.assign(new Error(`${code}: it says so, open '/mnt/nas/x'`), { code });
    const fails = (code: string) => () => {
      throw problemOf(said(code), 'nas', 'slipway');
    };
    const works = () => null;
    await followed('target-full', /Make room there/, fails('ENOSPC'), works);
    await followed('target-refuses', /have its server take root for root/, fails('EROFS'), works);
    for (const [code, problem] of [
      ['EDQUOT', 'target-full'],
      ['EACCES', 'target-refuses'],
      ['ESTALE', 'target-away'],
      ['EIO', 'target-away'],
    ] as const)
      assert.throws(fails(code), { code: problem });
    const bug = new TypeError('a fault of ours');
    assert.equal(problemOf(bug, 'nas', 'slipway'), bug);
  });

  test('that hangs is asked nothing more until it answers', async () => {
    const patience = new Patience('nas', 1);
    const answer = Promise.withResolvers<string>();
    await followed(
      'target-slow',
      /Nothing more is asked of it until it answers/,
      async () => {
        await assert.rejects(
          patience.with(() => answer.promise),
          { code: 'target-slow', transient: true },
        );
        await patience.with(() => assert.fail('it was asked'));
      },
      async () => {
        answer.resolve('here again');
        await answer.promise;
        await patience.with(() => Promise.resolve());
      },
    );
  });
});
