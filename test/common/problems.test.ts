import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { FieldErrors, InvalidRequest } from '../../src/common/field-errors.ts';
import { fromStored, Problem, stored } from '../../src/common/problem.ts';
import { catalogue, type Code } from '../../src/common/problems/catalogue.ts';
import { exits } from '../../src/common/problems/kind.ts';

const kinds = Object.entries(catalogue);
const codes = Object.keys(catalogue) as Code[];

/** Where a code is thrown or noted: first in a call that makes a problem, last in one that notes it, by a status, or a default. */
function uses(code: string): RegExp {
  const made = String.raw`\b(?:Problem|super|fault)\(\s*(?:[^'()]+ \? (?:'[a-z-]+' : )?)?'${code}'`;
  const noted = String.raw`,\s*'${code}',?\s*\)`;
  const byStatus = String.raw`\b4\d\d: '${code}'`;
  return new RegExp(`${made}|${noted}|${byStatus}|: Code = '${code}'`);
}

describe('the catalogue of problems', () => {
  test('has no code that nobody throws', () => {
    const root = new URL('../../src/', import.meta.url).pathname;
    const files = globSync('**/*.ts', { cwd: root }).filter((file) => !file.startsWith('common/problems/'));
    const source = files.map((file) => readFileSync(`${root}${file}`, 'utf8')).join('\n');
    assert.deepEqual(
      codes.filter((code) => !uses(code).test(source)),
      [],
    );
    assert.ok(!uses('never-heard-of').test(source));
    assert.match("new Problem('never-heard-of', 'x')", uses('never-heard-of'));
    assert.doesNotMatch("error.code === 'never-heard-of'", uses('never-heard-of'));
  });

  test('says of each what it means and what to do, in sentences', () => {
    for (const [code, { meaning, remedy }] of kinds) {
      assert.match(code, /^[a-z]+(-[a-z]+)*$/);
      assert.match(meaning, /^[A-Z].*\.$/, code);
      assert.match(remedy, /^["A-Z].{8,}$/, code);
    }
    const meanings = kinds.map(([, { meaning }]) => meaning);
    assert.deepEqual(
      meanings.filter((meaning, index) => meanings.indexOf(meaning) !== index),
      [],
      'two codes for one thing',
    );
  });

  test('has an exit status that fits the HTTP status', () => {
    const fitting: Record<number, (keyof typeof exits)[]> = {
      400: ['usage', 'conflict', 'capacity'],
      401: ['denied'],
      403: ['denied'],
      404: ['not-found'],
      405: ['usage'],
      409: ['conflict'],
      507: ['capacity'],
    };
    for (const [code, { status, exit }] of kinds) {
      const wanted = status === null ? undefined : fitting[status];
      assert.ok(wanted === undefined || wanted.includes(exit), `${code}: ${status} and ${exit}`);
    }
  });
});

describe('a problem', () => {
  test('has the remedy of its code unless it knows a better one', () => {
    assert.equal(new Problem('host-full', 'Full.').remedy, catalogue['host-full'].remedy);
    assert.equal(new Problem('host-full', 'Full.', 'Buy another.').remedy, 'Buy another.');
  });

  test('comes back from rows and other processes as it was, but for a code that is unknown here', () => {
    const problem = new Problem('host-full', 'Full.', 'Buy another.', { constraint: 'At most 1.' });
    assert.deepEqual(stored(fromStored(stored(problem))), stored(problem));
    assert.equal(fromStored({ ...stored(problem), code: 'of-tomorrow' }, 'order-erred').code, 'order-erred');
  });
});

describe('what is wrong with the fields of a request', () => {
  const refusal = (...found: [string, Code?][]) => {
    const errors = new FieldErrors();
    for (const [field, code] of found) errors.add([field], 'Wrong.', code);
    return new InvalidRequest(errors);
  };

  test('has the code that all of it has in common, else that the request is invalid', () => {
    assert.equal(refusal(['name']).code, 'invalid');
    assert.equal(refusal(['ip', 'already-taken'], ['port', 'already-taken']).code, 'already-taken');
    assert.equal(refusal(['ip', 'already-taken'], ['name']).code, 'invalid');
    assert.equal(refusal(['ip', 'already-taken'], ['subnet', 'no-address-left']).code, 'invalid');
  });

  test('is one line in a log', () => {
    assert.equal(refusal(['name'], ['ip']).message, 'name: Wrong. ip: Wrong.');
  });
});
