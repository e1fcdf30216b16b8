import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { workflows } from '../../../src/workflows/index.ts';
import { starters } from '../starters.ts';
import { shares } from './shares.ts';

const kinds = workflows.map(({ kind }) => kind).sort();

test('every workflow is held to the laws, in one file', () => {
  assert.deepEqual(Object.values(shares).flat().sort(), kinds);
  for (const share of Object.keys(shares)) assert.ok(existsSync(new URL(`${share}.test.ts`, import.meta.url)), share);
});

test('every starter is one of a workflow', () => {
  assert.deepEqual(Object.keys(starters).sort(), kinds);
});
