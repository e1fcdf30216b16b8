import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { unpackedUserData, userDataBytes } from '../../src/common/user-data.ts';
import { ownIdentity } from '../../src/drivers/own-identity.ts';
import { userDataMessage } from '../../src/drivers/qemu/guest/user-data.ts';

const config = '#cloud-config\npackages: [vim]\n# ünïcode\n';
const script = '#!/bin/sh\r\necho "ü" > /made\n';
const nested = [
  'Content-Type: multipart/mixed; boundary="===1=="',
  'MIME-Version: 1.0',
  '',
  '--===1==',
  'Content-Type: text/cloud-config',
  '',
  '#cloud-config\nhostname: nested',
  '--===1==',
  'Content-Type: text/x-shellscript',
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.from(script).toString('base64'),
  '--===1==--',
  '',
].join('\n');
const zipped = (text: string): string => gzipSync(text).toString('base64');

/** What the boundary of a message parts, without knowing anything else of it. */
function parts(message: Buffer): { head: string; body: Buffer[] } {
  const text = message.toString('latin1');
  const head = text.slice(0, text.indexOf('\n\n'));
  const boundary = /boundary="([^"]+)"/.exec(head)?.[1] ?? assert.fail(head);
  const [, ...rest] = text.slice(head.length).split(`\n--${boundary}`);
  assert.equal(rest.pop(), '--\n');
  return { head, body: rest.map((part) => Buffer.from(part.replace(/^\n/, ''), 'latin1')) };
}

/** The one part of a message: a message of the user's as it is, all else decoded. */
function content(message: Buffer, whole = false): Buffer {
  const { body } = parts(message);
  assert.equal(body.length, 1, 'one part only');
  const [part] = body as [Buffer];
  if (whole) return part;
  const form = /^Content-Type: text\/x-not-multipart\nContent-Transfer-Encoding: base64\n\n([A-Za-z0-9+/=\n]*)$/;
  return Buffer.from(
    form.exec(part.toString('latin1'))?.[1] ?? assert.fail(`not in base64: ${part.toString()}`),
    'base64',
  );
}

describe('user data', () => {
  test('is one part, byte for byte, whatever it says (T14)', () => {
    const line = fc.constantFrom(
      '--',
      '--slipway-',
      '\n--slipway-0--\n',
      'MIME-Version: 1.0',
      'mime-version:',
      'Content-Type: multipart/mixed; boundary="x"',
      'Content-Type: text/x-shellscript',
      '\n\n',
      '\r\n',
      '--x--',
      '#cloud-config',
      '#!/bin/sh',
      '#include http://x',
      '## template: jinja',
      '\u0000',
    );
    const hostile = fc
      .array(fc.oneof(line, fc.string({ unit: 'binary' })), { maxLength: 8 })
      .map((all) => all.join('\n'));
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string({ unit: 'binary', maxLength: 300 })), (text) => {
        fc.pre(text.isWellFormed());
        const message = userDataMessage(text);
        assert.match(
          parts(message).head,
          /^Content-Type: multipart\/mixed; boundary="slipway-[0-9a-f]{64}"\nMIME-Version: 1\.0$/,
        );
        const whole = /mime-version:/i.test(Buffer.from(text).toString('latin1', 0, 4096));
        assert.ok(content(message, whole).equals(Buffer.from(text)));
      }),
      { numRuns: 500 },
    );
  });

  test('that says headers of a part is data all the same; only a whole message is one (T14)', () => {
    const headers = 'Content-Type: text/x-shellscript\n\n#!/bin/sh\n';
    assert.equal(content(userDataMessage(headers)).toString(), headers);
    const late = `${'#'.repeat(4096)}\nMIME-Version: 1.0\n`;
    assert.equal(content(userDataMessage(late)).toString(), late);
    assert.equal(content(userDataMessage(nested), true).toString(), nested);
  });

  test('that repeats a boundary does not get this one (T14)', () => {
    const boundary = (text: string) => /slipway-[0-9a-f]{64}/.exec(userDataMessage(text).toString())?.[0];
    const first = boundary('MIME-Version: 1.0\n');
    const text = `MIME-Version: 1.0\n\n--${first}--\n--${first}\nevil`;
    assert.ok(content(userDataMessage(text), true).equals(Buffer.from(text)));
    assert.notEqual(boundary(text), first);
  });

  test('that is a gzip is sent in base64 and arrives unpacked; a broken or huge one is left alone', () => {
    assert.equal(unpackedUserData(zipped(config)).toString(), config);
    assert.equal(content(userDataMessage(zipped(script))).toString(), script);
    assert.deepEqual(userDataBytes(zipped(config)), gzipSync(config));
    const broken = Buffer.from([0x1f, 0x8b, 8, 1, 2, 3]).toString('base64');
    assert.equal(content(userDataMessage(broken)).toString('base64'), broken);
    const bomb = gzipSync(Buffer.alloc(64 << 20)).toString('base64');
    assert.ok(content(userDataMessage(bomb)).length < 100_000);
    assert.equal(unpackedUserData('H4sI is no gzip').toString(), 'H4sI is no gzip');
  });

  test("is read by Python's MIME parser, which cloud-init reads it with", (context) => {
    if (spawnSync('python3', ['--version']).status !== 0) return context.skip('this machine has no python3');
    const program = `
import email, json, sys
def leaves(text):
    walked = email.message_from_string(text).walk()
    return [[p.get_content_type(), p.get_payload(decode=True).decode()] for p in walked if not p.is_multipart()]
print(json.dumps([leaves(text) for text in json.load(sys.stdin)]))`;
    const plain = [config, script, '## template: jinja\n#cloud-config\n', '', 'a\r\n\n', '#include https://x/y\n'];
    const copies = [config, nested, null].map((text) => userDataMessage(text, true));
    const messages = [...[...plain, nested, zipped(nested)].map((text) => userDataMessage(text)), ...copies].map(
      String,
    );
    const { stdout, stderr } = spawnSync('python3', ['-c', program], { input: JSON.stringify(messages) });
    const own = [
      ['text/cloud-config', '#cloud-config\nhostname: nested'],
      ['text/x-shellscript', script],
    ];
    const hook = ['text/cloud-boothook', ownIdentity];
    const copied = [[hook, ['text/x-not-multipart', config]], [hook, ...own], [hook]];
    const expected = [...plain.map((text) => [['text/x-not-multipart', text]]), own, own, ...copied];
    assert.deepEqual(JSON.parse(stdout.toString() || stderr.toString()), expected);
  });
});
