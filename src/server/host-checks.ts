import { sql } from 'kysely';
import { z } from 'zod';
import { type Database, onlyRowOf } from '../db/index.ts';
import type { Driver } from '../drivers/driver.ts';
import type { HostFinding } from '../network/index.ts';
import { readDiskRoom } from '../quotas/index.ts';
import type { ClockJump } from './clock.ts';

/** Of a table of tracked connections: new ones fail when it is full. */
const fullTable = 0.95;
/** Between the clocks of this machine and of the database, ms. */
const clockMs = 5_000;
const certificateDays = 14;
const dayMs = 86_400_000;

export interface Checked {
  db: Database;
  cloud: string;
  driver: Pick<Driver, 'tracking'>;
  home: string;
  clock: { jump(): ClockJump | null };
  /** When the certificates in use end, by whose they are; null: it has none. */
  certificates: () => Promise<{ database: Date | null; API: Date | null }>;
}

/** What fills up, runs away or ends on the machine that VMs run on; `routers` are the projects whose tables are looked at. */
export async function hostChecks(checked: Checked, routers: string[]): Promise<HostFinding[]> {
  return [
    await disks(checked),
    await tables(checked.driver, routers),
    await clocks(checked),
    await writable(checked.db),
    await certificates(checked),
  ];
}

/** Of the ledger. That all is promised is no fault; that others have taken of the headroom is one. */
async function disks({ db, cloud }: Checked): Promise<HostFinding> {
  const { total, free, promised, headroom, level } = await readDiskRoom(db, cloud);
  const consequence = {
    ok: '',
    low: ': imports and new volumes are refused',
    critical: ': imports and new volumes are refused, and VMs that grow are paused',
  }[level];
  return {
    name: 'disk space',
    ok: level === 'ok',
    detail: `${free} of ${total} MiB free, ${Math.max(promised, 0)} of them promised to volumes and images, ${headroom} kept for the database and running VMs${consequence}`,
    remedy: `Free at least ${Math.max(headroom - free, 0)} MiB on the disk of the state directory: delete volumes and images, or what else is there. VMs that were paused for want of it go on by themselves.`,
  };
}

async function tables(driver: Checked['driver'], routers: string[]): Promise<HostFinding> {
  const tracked = (await driver.tracking(routers)).filter(({ limit }) => limit > 0);
  const fullest = tracked.toSorted((one, other) => other.connections / other.limit - one.connections / one.limit)[0];
  const name = 'tracked connections';
  if (fullest === undefined) return { name, ok: true, detail: 'nothing tracks connections', remedy: '' };
  const { where, connections, limit } = fullest;
  const remedy = `New connections fail there: find who opens so many, or raise net.netfilter.nf_conntrack_max of the host.`;
  return {
    name,
    ok: connections < limit * fullTable,
    detail: `${connections} of ${limit} at most, in ${where}`,
    remedy,
  };
}

const nowRow = z.strictObject({ now: z.number() });

async function clocks({ db, clock }: Checked): Promise<HostFinding> {
  const name = 'clock';
  const jump = clock.jump();
  if (jump !== null) {
    const way = jump.ms > 0 ? 'forward' : 'back';
    const detail = `it jumped ${way} by ${Math.round(Math.abs(jump.ms) / 1000)} s, to ${new Date(jump.at).toISOString()}`;
    const remedy =
      'Nothing is lost: leases, tokens and end dates go by the new time. Have NTP keep it; this is told for an hour.';
    return { name, ok: false, detail, remedy };
  }
  const { now } = await onlyRowOf(
    db,
    nowRow,
    sql`SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now`,
  );
  const apart = Math.round(Math.abs(Date.now() - now));
  const detail =
    apart < clockMs ? 'it goes on as it should' : `it is ${Math.round(apart / 1000)} s apart from that of the database`;
  return { name, ok: apart < clockMs, detail, remedy: 'Have NTP set the clocks of both machines.' };
}

const writableRow = z.strictObject({ read_only: z.string() });

async function writable(db: Database): Promise<HostFinding> {
  const { read_only } = await onlyRowOf(
    db,
    writableRow,
    sql`SELECT current_setting('transaction_read_only') AS read_only`,
  );
  const ok = read_only === 'off';
  const detail = ok ? 'it takes changes' : 'it is read-only: orders and all other changes are refused';
  const remedy = 'See why in its log: a standby, a full disk, or default_transaction_read_only.';
  return { name: 'database', ok, detail, remedy };
}

async function certificates({ certificates: read }: Checked): Promise<HostFinding> {
  const name = 'certificates';
  const found = Object.entries(await read()).flatMap(([of, end]) => (end === null ? [] : [{ of, end }]));
  const ends = found.map(({ of, end }) => `that of the ${of} ends on ${end.toISOString().slice(0, 10)}`);
  const least = Math.min(...found.map(({ end }) => Math.floor((end.getTime() - Date.now()) / dayMs)));
  return {
    name,
    ok: least >= certificateDays,
    detail: ends.length === 0 ? 'none is in use: the API and its own database speak no TLS' : ends.join('; '),
    remedy: 'Renew it before: without it what it is for cannot be reached.',
  };
}
