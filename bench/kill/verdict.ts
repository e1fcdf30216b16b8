import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database } from '../../src/db/index.ts';
import type { RouterSpec } from '../../src/drivers/driver.ts';
import { allGuestProcesses } from '../../src/drivers/qemu/guest/process.ts';
import type { Acknowledged, Customer } from './customer.ts';

/** What customers were told: creates answered with 201, and the VMs of deletes answered with 204. */
export interface Promised {
  created: Acknowledged[];
  deleted: string[];
}

/** Each a list of sentences about what is wrong; empty is well. */
export interface Verdict {
  lost: string[];
  duplicates: string[];
  leaks: string[];
  unfinished: string[];
  /** Orders that ended, but not as they should. */
  failed: string[];
}

interface Diagnosis {
  orphans: { kind: string; id: string | null; detail: string }[];
  missing: { kind: string; id: string; detail: string }[];
}

/** Waits until nothing is under way any more; gives up after `timeoutMs`. */
export async function settled(db: Database, timeoutMs: number): Promise<void> {
  for (const deadline = Date.now() + timeoutMs; Date.now() < deadline; await sleep(100)) {
    const open = await unfinished(db).catch(() => ['PostgreSQL does not answer']);
    if (open.length === 0) return;
  }
}

/** Compares what was promised with the rows, and the rows with the host. */
export async function judge(
  db: Database,
  customer: Customer,
  { home, driver }: { home: string; driver: 'fake' | 'qemu' },
  promised: Promised,
): Promise<Verdict> {
  const { many, few } = driver === 'qemu' ? miscounted(promised, home) : { many: [], few: [] };
  const diagnosis = await customer.get<Diagnosis>('doctor/');
  const orphans = diagnosis.orphans.map(
    ({ kind, id, detail }) => `${kind} ${id} is on the host without a row: ${detail}`,
  );
  return {
    lost: [
      ...(await lost(db, promised)),
      ...diagnosis.missing.map(({ kind, id }) => `${kind} ${id} is not on the host`),
      ...few,
    ],
    duplicates: [...(await duplicates(db, promised)), ...(await sharedAddresses(home)), ...many],
    leaks: [...orphans, ...(await leaks(db))],
    unfinished: await unfinished(db),
    failed: await failed(db),
  };
}

async function lost(db: Database, { created, deleted }: Promised): Promise<string[]> {
  const { rows } = await sql<{ order: string; type: string; instance: string; name: string; state: string }>`
    SELECT o.uuid AS order, o.type, o.instance, i.name, i.state FROM "order" o JOIN instance i ON i.uuid = o.instance
  `.execute(db);
  const creates = new Map(rows.filter(({ type }) => type === 'Create').map((row) => [row.order, row]));
  const gone = new Set(rows.filter(({ type }) => type === 'Terminate').map(({ instance }) => instance));
  const ended = new Set(deleted);
  const found: string[] = [];
  for (const { order, vm, name } of created) {
    const row = creates.get(order);
    const wanted = ended.has(vm) ? 'TERMINATED' : 'OK';
    if (row === undefined) found.push(`order ${order} was acknowledged and is not there`);
    else if (row.instance !== vm || row.name !== name) found.push(`order ${order} is of another VM`);
    else if (row.state !== wanted) found.push(`VM ${vm} is ${row.state}, not ${wanted}`);
  }
  for (const vm of deleted) if (!gone.has(vm)) found.push(`the deletion of ${vm} was acknowledged and is not there`);
  return found;
}

async function duplicates(db: Database, { created }: Promised): Promise<string[]> {
  const { rows } = await sql<{ what: string }>`
    SELECT count(*) || ' VMs for one Idempotency-Key: ' || name AS what FROM instance GROUP BY name HAVING count(*) > 1
    UNION ALL SELECT count(*) || ' orders to ' || type || ' VM ' || instance FROM "order"
      WHERE state <> 'erred' GROUP BY type, instance HAVING count(*) > 1
    UNION ALL SELECT 'address ' || host(address) || ' is given twice' FROM address GROUP BY address, subnet
      HAVING count(*) > 1
    UNION ALL SELECT 'VM ' || i.name || ' was ordered by nobody' FROM instance i WHERE i.name <> ALL(${created.map(({ name }) => name)})
  `.execute(db);
  return rows.map(({ what }) => what);
}

/** Counted on the host itself, whatever rows and `doctor` say: one QEMU for each VM that was kept, none for any other. */
export function miscounted({ created, deleted }: Promised, home: string): { many: string[]; few: string[] } {
  const gone = new Set(deleted);
  const kept = new Set(created.map(({ vm }) => vm).filter((vm) => !gone.has(vm)));
  const processes = allGuestProcesses(home).map(([vm]) => vm);
  const surplus = processes.filter((vm, index) => !kept.has(vm) || processes.indexOf(vm) < index);
  return {
    many: surplus.map((vm) => `VM ${vm} has ${kept.has(vm) ? 'another' : 'a'} QEMU process`),
    few: [...kept].filter((vm) => !processes.includes(vm)).map((vm) => `VM ${vm} has no QEMU process`),
  };
}

/** The fake host's routers, as the driver was told; on a real one the kernel refuses an address twice. */
async function sharedAddresses(home: string): Promise<string[]> {
  const dir = join(home, 'fake', 'router');
  const found: string[] = [];
  for (const file of await readdir(dir).catch(() => [])) {
    if (file.endsWith('.new')) continue;
    const { ports } = JSON.parse(await readFile(join(dir, file), 'utf8')) as RouterSpec;
    const given = ports.flatMap((port) => [
      ...port.addresses.map(({ subnet, address }) => `${subnet} ${address}`),
      ...(port.floatingIp === null ? [] : [port.floatingIp]),
    ]);
    found.push(...given.filter((address, index) => given.indexOf(address) !== index));
  }
  return found.map((address) => `${address} is on two ports of a router`);
}

/** Reservations without a living VM, and the other way round. */
async function leaks(db: Database): Promise<string[]> {
  const { rows } = await sql<{ what: string }>`
    SELECT i.state || ' VM ' || i.uuid || ' still holds its reservation' AS what FROM instance i
      WHERE i.reserved <> (i.state = 'OK') OR (i.slot IS NULL) = i.reserved
    UNION ALL SELECT 'port ' || p.uuid || ' of a ' || i.state || ' VM' FROM port p JOIN instance i ON i.uuid = p.instance
      WHERE NOT i.reserved OR NOT p.plugged
    UNION ALL SELECT 'volume ' || v.uuid || ' of a ' || i.state || ' VM' FROM volume v JOIN instance i ON i.uuid = v.instance
      WHERE NOT i.reserved
    UNION ALL SELECT 'floating IP ' || uuid || ' without a VM' FROM floating_ip WHERE port IS NULL
    UNION ALL SELECT 'address ' || host(a.address) || ' without an owner' FROM address a WHERE a.port IS NULL
      AND NOT EXISTS (SELECT FROM floating_ip f WHERE f.uuid = a.floating_ip)
  `.execute(db);
  return rows.map(({ what }) => what);
}

async function unfinished(db: Database): Promise<string[]> {
  const { rows } = await sql<{ what: string }>`
    SELECT type || ' order ' || uuid || ' is executing' AS what FROM "order" WHERE state = 'executing'
    UNION ALL SELECT 'run ' || uuid || ' (' || kind || ') is ' || state FROM workflow WHERE finished IS NULL
  `.execute(db);
  return rows.map(({ what }) => what);
}

async function failed(db: Database): Promise<string[]> {
  const { rows } = await sql<{ what: string }>`
    SELECT type || ' order ' || uuid || ' ' || state || ': ' || coalesce(error->>'message', '') AS what FROM "order"
      WHERE state IN ('erred', 'canceled')
    UNION ALL SELECT 'VM ' || uuid || ' runs, but was never seen ready: ' || readiness::text FROM instance
      WHERE state = 'OK' AND NOT readiness ? 'ssh'
  `.execute(db);
  return rows.map(({ what }) => what);
}

/** What is still there when every VM was deleted. */
export async function cleanSlate(db: Database, customer: Customer): Promise<string[]> {
  const { orphans } = await customer.get<Diagnosis>('doctor/');
  const { rows } = await sql<{ what: string }>`
    SELECT 'instance ' || uuid || ' is ' || state AS what FROM instance WHERE state <> 'TERMINATED' OR reserved
    UNION ALL SELECT 'port ' || uuid FROM port UNION ALL SELECT 'volume ' || uuid FROM volume WHERE reserved
    UNION ALL SELECT 'floating IP ' || uuid FROM floating_ip UNION ALL SELECT 'address ' || host(address) FROM address
  `.execute(db);
  return [...orphans.map(({ kind, id }) => `${kind} ${id}`), ...rows.map(({ what }) => what)].map(
    (what) => `left after the last deletion: ${what}`,
  );
}
