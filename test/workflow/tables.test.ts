import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Tx } from '../../src/db/index.ts';
import type { Engine } from '../../src/engine/index.ts';
import { instanceStop, type Services, volumeAttach, workflows } from '../../src/workflows/index.ts';

const steps = workflows.flatMap((workflow) => workflow.steps);

describe('the tables of the workflows', () => {
  test('steps of one name are undone in one way, in the same words', () => {
    for (const step of steps) {
      for (const other of steps.filter(({ name }) => name === step.name)) {
        assert.equal(other.title, step.title, step.name);
        assert.deepEqual(other.undo, step.undo, step.name);
      }
    }
  });

  test('a workflow has each step once', () => {
    for (const { kind, steps: own } of workflows)
      assert.equal(new Set(own.map(({ name }) => name)).size, own.length, kind);
  });

  test('a run begins with the input of its workflow, and no other compiles', () => {
    const run = { uuid: '', subject: '', estimateKey: '' };
    const typed = (engine: Engine<Services>, tx: Tx): Promise<void>[] => [
      engine.begin(tx, volumeAttach, { ...run, input: { volume: '' } }),
      // @ts-expect-error which volume?
      engine.begin(tx, volumeAttach, { ...run, input: {} }),
      // @ts-expect-error a volume is an UUID
      engine.begin(tx, volumeAttach, { ...run, input: { volume: 1 } }),
      // @ts-expect-error it wants to know nothing
      engine.begin(tx, instanceStop, { ...run, input: { volume: '' } }),
    ];
    assert.equal(typed.length, 2);
  });
});

/** What runs had as input when it was first recorded. */
const recorded: Record<string, object> = {
  'instance.rebuild': { disk: 'd0e6a8cc-6c2f-4d2e-9f9c-0c1f4c1f8a11' },
  'instance.unrescue': { disk: 'd0e6a8cc-6c2f-4d2e-9f9c-0c1f4c1f8a11' },
  'instance.update_ports': { add: ['0b9c1f55-2b3e-4a2f-8d7b-3f7a1f0a2b10'], remove: [] },
  'instance.create_image': { image: 'b7a1c5de-3f7e-4c55-a2a4-54b1a1f0c9d2' },
  'volume.attach': { volume: '2f1d9d2c-8a3a-4f7b-b6b2-6a5f1c2d3e4f' },
  'instance.soft_delete': { volumes: 'delete', days: 7, by: null },
  'volume.soft_delete': { days: 7, by: '2f1d9d2c-8a3a-4f7b-b6b2-6a5f1c2d3e4f' },
  'volume.detach': { volume: '2f1d9d2c-8a3a-4f7b-b6b2-6a5f1c2d3e4f' },
  'instance.clone': { kept: 'b7a1c5de-3f7e-4c55-a2a4-54b1a1f0c9d2' },
  'instance.rollback': {
    backup: '2f1d9d2c-8a3a-4f7b-b6b2-6a5f1c2d3e4f',
    kept: 'b7a1c5de-3f7e-4c55-a2a4-54b1a1f0c9d2',
  },
  'volume.extend': { volume: '2f1d9d2c-8a3a-4f7b-b6b2-6a5f1c2d3e4f' },
};

for (const { kind, input } of workflows) {
  test(`what ${kind} was once told it still understands`, () => {
    const { disk: _, ...wanted } = { disk: null, ...recorded[kind] };
    // what was added since has a default
    assert.partialDeepStrictEqual(input.parse(recorded[kind] ?? {}), wanted);
  });
}
