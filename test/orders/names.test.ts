import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseUuid, uuidOf } from '../../src/common/uuid.ts';
import { instanceName } from '../../src/instances/index.ts';

const ok = (name: string): boolean => instanceName.safeParse(name).success;

const alphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-';

/** RFC 1123 said by hand, as a check on the regular expression. */
function isHostName(name: string): boolean {
  if (name.length === 0 || name.length > 63) return false;
  return name.split('.').every((label) => {
    const good = Array.from(label).every((char) => alphabet.includes(char));
    return label.length > 0 && good && !label.startsWith('-') && !label.endsWith('-');
  });
}

test('T8 exactly the host names are names', () => {
  const near = fc.string({ unit: fc.constantFrom(...Array.from('aZ09-..- _,/\n$ü\u0000')), maxLength: 66 });
  const good = fc.stringMatching(/^[a-zA-Z0-9]([a-zA-Z0-9-]{0,20}[a-zA-Z0-9])?(\.[a-z]{1,8}){0,2}$/);
  let names = 0;
  const property = fc.property(fc.oneof(near, good, fc.string({ unit: 'binary' })), (name) => {
    if (isHostName(name)) names++;
    assert.equal(ok(name), isHostName(name), JSON.stringify(name));
  });
  fc.assert(property, { numRuns: 5_000 });
  assert.ok(names > 500, `only ${names} names`);
});

test('a name that is long and wrong is refused, by work that grows with its length and not with its square', () => {
  // by the square, each of them were an hour
  for (const name of ['a'.repeat(1_000_000), `${'a-'.repeat(500_000)}!`, `${'a.'.repeat(500_000)}-`])
    assert.ok(!ok(name));
});

test('every form of a UUID is the same reference, and nothing else is one', () => {
  const property = fc.property(fc.uuid(), fc.webUrl(), (uuid, url) => {
    const bare = uuid.replaceAll('-', '');
    for (const form of [uuid, bare, uuid.toUpperCase(), ` ${bare} `, `${url}/api/x/${bare}/`, `/x/${uuid}`]) {
      assert.equal(parseUuid(form), uuid, form);
    }
    for (const none of [bare.slice(1), `${bare}0`, `${bare}/x`, '', `${uuid}?x=1`]) {
      assert.equal(parseUuid(none), null, none);
      assert.throws(() => uuidOf(none), RangeError, none);
    }
  });
  fc.assert(property);
});
