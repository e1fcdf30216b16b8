import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { documentFile } from '../../src/api/document/file.ts';
import { waldur } from '../../src/api/dialects/waldur.ts';
import { type Document, operationsOf } from '../../src/api/document/openapi.ts';
import { run } from '../../src/common/command.ts';
import { callOf } from '../authorization/calls/index.ts';
import { World } from '../authorization/world.ts';
import { describedOperations, type Operation, pathOf } from '../support/openapi.ts';
import { setUpCloud } from '../support/setup.ts';
import { eventually, hangMs } from '../support/wait.ts';
import { pythonWithClients } from './python.ts';
import { functionsOfWaldur } from './waldur-client.ts';

/** What an operation has answered, or would. */
interface Told {
  operation: string;
  of: 'example' | 'answer';
  status: number;
  headers: Record<string, string>;
  text: string;
}

/** Where the client's model does not fit what was told. */
interface Fault {
  operation: string;
  of: Told['of'];
  /** As `.a.b[].c`; empty where it could not be parsed at all. */
  at: string;
  value: unknown;
  why: string;
}

/** Where Waldur's own server answers what its models have no type for, and no recording shows it. */
const unrecorded: Record<string, string> = {
  port: 'a floating IP that is free has null: a script that reads the key would fail without it',
};

const cloud = await setUpCloud({ withTarget: true });

describe("every operation that Waldur's own client has, too", () => {
  let shared: Operation[];
  let told: Told[];
  let faults: Fault[];

  before(async () => {
    const names = new Set((await functionsOfWaldur()).map(({ name }) => name));
    const ours = (await describedOperations(cloud.staff)).filter(({ key }) => key.includes(' /waldur/'));
    shared = ours.filter(({ id }) => names.has(id));
    told = [...(await examplesOf(shared)), ...(await answersOf(shared))];
    const program = fileURLToPath(new URL('models.py', import.meta.url));
    const input = JSON.stringify(told);
    faults = JSON.parse(
      (await run(await pythonWithClients(), [program], { input, timeoutMs: hangMs })).stdout,
    ) as Fault[];
  });

  test('answers what its models parse, in the document and from a running cloud', async (t) => {
    const recorded = await recordedShapes();
    const known = ({ at, value }: Fault) =>
      recorded.get(nameAt(at))?.has(value === null ? 'any' : typeof value) === true || nameAt(at) in unrecorded;
    assert.deepEqual(
      faults.filter((fault) => !known(fault)),
      [],
    );
    const exempt = new Set(faults.map(({ at }) => nameAt(at)));
    for (const name of Object.keys(unrecorded)) assert.ok(exempt.has(name), `${name} fits now`);
    t.diagnostic(`fields that Waldur answers otherwise than its models say, as we do: ${[...exempt].join(', ')}`);
  });

  test('but for those that are always refused here', (t) => {
    const refused = shared.filter((operation) => callOf(operation).success >= 300).map(({ key }) => key);
    const answered = new Set(told.filter(({ of }) => of === 'answer').map(({ operation }) => operation));
    assert.equal(answered.size + refused.length, shared.length);
    const examples = told.length - told.filter(({ of }) => of === 'answer').length;
    t.diagnostic(
      `${shared.length} operations, ${answered.size} answers, ${examples} examples; refused: ${refused.join()}`,
    );
    assert.ok(shared.length >= 186 && refused.length <= 3, refused.join());
  });
});

const nameAt = (at: string): string => at.replace(/^.*\./, '');

async function examplesOf(shared: Operation[]): Promise<Told[]> {
  const document = JSON.parse(await readFile(documentFile(waldur), 'utf8')) as Document;
  const ids = new Set(shared.map(({ id }) => id));
  return operationsOf(document).flatMap(({ operation: { operationId: operation = '', responses } }) =>
    Object.entries(responses).flatMap(([code, { content }]) => {
      const status = Number(code);
      const json = content?.['application/json'];
      if (status >= 300 || json === undefined || !ids.has(operation)) return [];
      const examples = json.examples ?? { only: { value: json.example } };
      const headers = { 'content-type': 'application/json' };
      return Object.values(examples).map(({ value }) => {
        return { operation, of: 'example' as const, status, headers, text: JSON.stringify(value) };
      });
    }),
  );
}

/** What a cloud with something of every kind answers: first to what changes something, then to what looks. */
async function answersOf(shared: Operation[]): Promise<Told[]> {
  const world = await World.make(cloud);
  await world.makeErredOrder(world.owner);
  await world.makePendingOrder(world.owner);
  const told: Told[] = [];
  const looks = ({ method }: Operation): boolean => method === 'GET' || method === 'HEAD';
  for (const operation of shared.toSorted((one, other) => Number(looks(one)) - Number(looks(other)))) {
    const { path, bodies, scope, success, ends, after } = callOf(operation);
    if (success >= 300) continue;
    const caller = scope === 'own' ? world.owner.client : cloud.staff;
    const client = ends === true ? await world.twin(caller) : caller;
    const send = async () => {
      const at = pathOf(operation, (await path?.(world)) ?? {});
      return client.in(operation.root).send(operation.method, at, bodies?.[0]?.(world)).finally(after);
    };
    // what a VM has been set to by hand the reconciler may have seen before
    const { status, headers, text } = await eventually(operation.key, send, (answer) => answer.status !== 409);
    assert.equal(status, success, `${operation.key}: ${text}`);
    told.push({ operation: operation.id, of: 'answer', status, headers: Object.fromEntries(headers), text });
  }
  return told;
}

/** What a Waldur has answered for a field, by its name: types, and `any` for null. */
async function recordedShapes(): Promise<Map<string, Set<unknown>>> {
  const shapes = new Map<string, Set<unknown>>();
  const recordings = await readFile(new URL('shapes.json', import.meta.url), 'utf8');
  JSON.parse(recordings, (name, shape: unknown) => {
    shapes.set(name, (shapes.get(name) ?? new Set()).add(shape));
    return shape;
  });
  return shapes;
}
