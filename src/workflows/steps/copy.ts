import { sql } from 'kysely';
import { z } from 'zod';
import { Problem } from '../../common/problem.ts';
import { json, rowOf, unread } from '../../db/index.ts';
import type { SnapshotSpec, WrittenPiece } from '../../drivers/driver.ts';
import type { Written } from '../../engine/index.ts';
import { type CopiedVolume, pieceMiB, type Target } from '../../targets/index.ts';
import type { Context, Services } from '../context.ts';
import { specsOf } from './snapshot.ts';

/** Over a slow way, of large disks. */
export const aDay = { words: '24 h', of: () => 24 * 3_600_000 };

const copyRow = z.strictObject({
  uuid: z.string(),
  project: z.string(),
  target: z.string(),
  name: z.string(),
  backup: z.string().nullable(),
  instance: z.string(),
  instance_name: z.string(),
  vm: json['backup_copy.vm'],
  volumes: json['backup_copy.volumes'],
  offering: z.string(),
  plan: z.string(),
  backed_up: z.date(),
});
type Copy = z.output<typeof copyRow>;

async function copyOf({ db }: Services, uuid: string): Promise<Copy> {
  const query = sql`SELECT uuid, project, target, name, backup, instance, instance_name, vm, volumes, offering, plan, backed_up
    FROM backup_copy WHERE uuid = ${uuid}`;
  const copy = await rowOf(db, copyRow, query);
  if (copy === undefined) throw new Error(`there is no copy ${uuid}`);
  return copy;
}

/** Sends what of a backup the target does not have, and reads no more of it than may be new. */
export async function sendCopy(context: Context): Promise<Written> {
  const { services, subject, signal, progress } = context;
  const copy = await copyOf(services, subject);
  const target = await services.targets.open(copy.target);
  const specs = copy.backup === null ? [] : await specsOf(context, 'backup', copy.backup);
  const sending = new Sending(target, copy, byPercent(progress), signal);
  await target.alone(async () => {
    for (const volume of copy.volumes) {
      signal.throwIfAborted();
      const spec = specs.find(({ id }) => id === volume.snapshot);
      if (spec === undefined)
        throw new Problem('snapshot-missing', `The backup has no snapshot ${volume.snapshot} any more.`);
      const before = await copiedBefore(services, target, copy, spec);
      const reading = { sizeMiB: volume.size_mib, pieceMiB, since: before?.snapshot ?? null };
      const taken = sending.volume(volume.size_mib, before);
      await services.driver.readSnapshot(spec, reading, taken.take, signal);
      sending.done({ snapshot: volume.snapshot, sizeMiB: volume.size_mib, pieces: taken.pieces });
    }
    const { backed_up, ...about } = copy;
    await target.finish(subject, {
      format: 1,
      about: { ...about, backed_up: backed_up.toISOString() },
      volumes: sending.volumes,
    });
  });
  const sent = { sent_mib: Math.ceil(sending.bytes / 2 ** 20) };
  return { writes: (tx) => unread(tx.updateTable('backup_copy').set(sent).where('uuid', '=', subject).execute()) };
}

const beforeRow = z.strictObject({ copy: z.string(), snapshot: z.string() });

/** The same volume in the latest copy there whose snapshot is here still: what has not changed since is there. null: there is none. */
async function copiedBefore(
  { db }: Services,
  target: Target,
  copy: Copy,
  { volume }: SnapshotSpec,
): Promise<CopiedVolume | null> {
  const query = sql`
    SELECT y.uuid AS copy, k.uuid AS snapshot FROM backup_copy y JOIN snapshot k ON k.backup = y.backup
    WHERE y.target = ${copy.target} AND y.state = 'OK' AND y.damage = '' AND k.volume = ${volume} AND k.state = 'OK' AND k.reserved
    ORDER BY y.backed_up DESC, y.created DESC LIMIT 1`;
  const found = await rowOf(db, beforeRow, query);
  if (found === undefined) return null;
  // one that cannot be read is no help
  const manifest = await target.manifest(found.copy).catch(ifDamaged);
  return manifest?.volumes.find(({ snapshot }) => snapshot === found.snapshot) ?? null;
}

function ifDamaged(error: unknown): null {
  if (error instanceof Problem && error.code === 'copy-damaged') return null;
  throw error;
}

/** What takes hours is told a hundred times, and not four times a second: each is a row. */
function byPercent(progress: Context['progress']): Context['progress'] {
  let told = -1;
  return (fraction, message) => {
    const percent = Math.floor(fraction * 100);
    if (percent === told) return;
    told = percent;
    progress(fraction, message);
  };
}

/** What becomes of a copy while it is sent. */
class Sending {
  readonly volumes: CopiedVolume[] = [];
  bytes = 0;
  readonly #target: Target;
  readonly #totalMiB: number;
  readonly #progress: (fraction: number, message: string) => void;
  readonly #signal: AbortSignal;
  #doneMiB = 0;

  constructor(target: Target, copy: Copy, progress: (fraction: number, message: string) => void, signal: AbortSignal) {
    this.#target = target;
    this.#totalMiB = copy.volumes.reduce((sum, { size_mib }) => sum + size_mib, 0);
    this.#progress = progress;
    this.#signal = signal;
  }

  volume(sizeMiB: number, before: CopiedVolume | null) {
    const pieces: [number, string][] = [];
    const known = new Map(before?.pieces);
    const take = async (piece: { index: number; unchanged: boolean; read: () => Promise<Buffer> }): Promise<void> => {
      this.#signal.throwIfAborted();
      const { index, unchanged } = piece;
      const name = await this.#name(unchanged ? (known.get(index) ?? null) : undefined, piece.read);
      if (name !== null) pieces.push([index, name]);
      this.#tell(this.#doneMiB + Math.min((index + 1) * pieceMiB, sizeMiB));
    };
    return { pieces, take };
  }

  done(volume: CopiedVolume): void {
    this.volumes.push(volume);
    this.#doneMiB += volume.sizeMiB;
    this.#tell(this.#doneMiB);
  }

  /** `known`: what it is, if that has not changed; null: zeros. What the target has lost since is sent again. */
  async #name(known: string | null | undefined, read: () => Promise<Buffer>): Promise<string | null> {
    if (known === null) return null;
    if (known !== undefined && (await this.#target.has(known))) return known;
    const sent = await this.#target.send(await read());
    this.bytes += sent?.bytes ?? 0;
    return sent?.name ?? null;
  }

  #tell(doneMiB: number): void {
    const sent = Math.ceil(this.bytes / 2 ** 20);
    this.#progress(doneMiB / this.#totalMiB, `${doneMiB} of ${this.#totalMiB} MiB, ${sent} of them sent`);
  }
}

/** Reads all of a copy, and writes down what is wrong with it. Throws `copy-damaged` when anything is. */
export async function readCopyBack({ services, subject, signal, progress }: Context): Promise<void> {
  const { target: name } = await copyOf(services, subject);
  const target = await services.targets.open(name);
  const tell = byPercent(progress);
  const { missing, wrong } = await target.verify(subject, (done, of) => {
    signal.throwIfAborted();
    tell(done / of, `${done * pieceMiB} of ${of * pieceMiB} MiB`);
  });
  // of a target that has gone meanwhile nothing is known
  await services.targets.open(name);
  const damage = [
    missing > 0 ? `${missing} of its pieces are gone from the target` : '',
    wrong > 0 ? `${wrong} of its pieces are not what was sent` : '',
  ].filter((part) => part !== '');
  const found = { verified: new Date(), damage: damage.join(', ') };
  await services.db.updateTable('backup_copy').set(found).where('uuid', '=', subject).execute();
  if (damage.length > 0) throw new Problem('copy-damaged', `The copy is damaged: ${found.damage}.`);
}

export async function forgetCopy({ services, subject }: Context): Promise<void> {
  const target = await services.targets.open((await copyOf(services, subject)).target);
  await target.alone(() => target.forget(subject));
}

export async function prunePieces({ services, subject }: Context): Promise<void> {
  const target = await services.targets.open((await copyOf(services, subject)).target);
  await target.alone(() => target.prune());
}

/** What a target that is away has of it, the next deletion there removes: without its list it is no copy. */
export async function abandonCopy(context: Context): Promise<void> {
  try {
    await forgetCopy(context);
    await prunePieces(context);
  } catch (error) {
    if (!(error instanceof Problem && (error.code === 'copy-damaged' || error.code.startsWith('target-')))) throw error;
  }
}

/** The pieces of a disk of a copy, by its place among them, for who makes a volume of it. */
export async function piecesOf(
  { targets }: Services,
  { uuid, target: name }: Pick<Copy, 'uuid' | 'target'>,
  position: number,
) {
  const target = await targets.open(name);
  const volume = (await target.manifest(uuid))?.volumes[position];
  if (volume === undefined)
    throw new Problem('copy-damaged', `The target "${name}" has nothing of this copy any more.`);
  const each: AsyncIterable<WrittenPiece> = target.pieces(volume);
  return { pieceMiB, each };
}
