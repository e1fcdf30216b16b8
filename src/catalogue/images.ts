import { sql } from 'kysely';
import { definedFields } from '../common/defined-fields.ts';
import { requestId } from '../common/log-context.ts';
import { Problem } from '../common/problem.ts';
import { invalid, type InvalidRequest } from '../common/field-errors.ts';
import { type ImageSource, notify, type Tx } from '../db/index.ts';
import {
  type Actor,
  audit,
  before,
  changed,
  cloudOf,
  type CloudName,
  requirePermission,
  requireWhole,
} from '../identity/index.ts';
import { requireQuota } from '../quotas/index.ts';
import { requireSome } from './claim.ts';

/** An image as it is announced; sizes are MiB. */
export interface NewImage {
  /** null: public. */
  project: string | null;
  name: string;
  description: string;
  ssh_user: string;
  readiness: 'agent' | 'cloud-init' | 'ssh' | 'none';
  min_disk_mib: number;
  min_memory_mib: number;
  is_rescue_image: boolean;
  source: ImageSource;
  /** Lower-case hex, or null with a `checksum_url` and for what is made here. */
  sha256: string | null;
  checksum_url: string | null;
  catalogue: string | null;
  /** Where it comes to first; what is uploaded or made there stays there alone. */
  cloud: CloudName;
}

type Changeable =
  | 'name'
  | 'description'
  | 'ssh_user'
  | 'readiness'
  | 'min_disk_mib'
  | 'min_memory_mib'
  | 'is_rescue_image'
  | 'project';

/** What may be changed of an image. */
export type ImageChange = { [Key in Changeable]?: NewImage[Key] | undefined };

const UNIQUE_VIOLATION = '23505';

function nameTaken(): InvalidRequest {
  const message = 'There is a public image of this name already. Give another name, or rename or delete that one.';
  return invalid('name', message, 'already-taken');
}

/** Public images are the operator's, whom all VMs made of them trust; a project's are its own. Throws `AccessDenied`. */
export function requireImage(actor: Actor, project: string | null): void {
  if (project === null) requireWhole(actor, 'IMAGE.MANAGE', null);
  else requirePermission(actor, 'IMAGE.MANAGE', project);
}

/** Announces an image in the name of who may; its content comes by its source. Returns its UUID. Throws `InvalidRequest`, `host-disk-full`. */
export async function createImage(tx: Tx, actor: Actor, image: NewImage): Promise<string> {
  const imported = image.source.kind === 'url' || image.source.kind === 'volume';
  const row = await tx
    .insertInto('image')
    .values({
      ...image,
      cloud: isBrought(image.source) ? null : image.cloud,
      source: JSON.stringify(image.source),
      state: imported ? 'importing' : 'pending',
      request_id: requestId(),
    })
    .onConflict((clash) => clash.doNothing())
    .returning('uuid')
    .executeTakeFirst();
  if (row === undefined) throw nameTaken();
  const { project, cloud } = image;
  if (imported) await requireSome(tx, project, cloud);
  if (image.source.kind === 'url') await notify(tx, 'image_changed');
  await audit(tx, actor, 'image.create', { object: row.uuid, ...(project === null ? {} : { project }) });
  return row.uuid;
}

/** Whether any cloud can have it by itself. */
const isBrought = ({ kind }: ImageSource): boolean => kind === 'url' || kind === 'builtin';

/** Has the content of an image brought that is not ready, to `cloud` if no project says to which. Throws `wrong-state`, `not-possible`, `host-disk-full`. */
export async function pullImage(
  tx: Tx,
  actor: Actor,
  image: { uuid: string; project: string | null; source_kind: string; state: string },
  cloud: string,
): Promise<void> {
  const { uuid, project, source_kind, state } = image;
  if (source_kind !== 'url' && source_kind !== 'builtin')
    throw new Problem('not-possible', 'Nothing can be downloaded for this image: PUT …/file/ uploads its content.');
  if (state === 'ready')
    throw new Problem('wrong-state', 'Valid states for operation: pending, erred. The image is ready.');
  const change = tx.updateTable('image').set({ state: 'importing', error_message: '', request_id: requestId() });
  await change.where('uuid', '=', uuid).where('state', '<>', 'ready').execute();
  await requireSome(tx, project, project === null ? cloud : cloudOf(project));
  await notify(tx, 'image_changed');
  await audit(tx, actor, 'image.pull', { object: uuid, ...(project === null ? {} : { project }) });
}

/** Changes an image that the actor can see. Only staff says whom it is visible to. */
export async function changeImage(tx: Tx, actor: Actor, uuid: string, change: ImageChange): Promise<void> {
  const image = await tx
    .selectFrom('image')
    .select(['project', 'cloud', 'state', 'disk_mib'])
    .where('uuid', '=', uuid)
    .forUpdate()
    .executeTakeFirstOrThrow();
  requireImage(actor, image.project);
  const { project = image.project, min_disk_mib: disk } = change;
  if (project !== image.project) {
    requirePermission(actor, 'CLOUD.OPERATE', null);
    requireImage(actor, project);
  }
  if (disk !== undefined && image.disk_mib !== null && disk < image.disk_mib) {
    throw invalid('min_disk', `The disk of this image has ${image.disk_mib} MiB: give at least that.`);
  }
  if (project !== image.project && project !== null && (await usersOutside(tx, uuid, project))) {
    const message = 'VMs or volumes of other projects use this image: it stays public until they are deleted.';
    throw new Problem('in-use', message);
  }
  if (project !== image.project && project !== null && image.cloud !== null) {
    const { cloud } = await tx
      .selectFrom('project')
      .select('cloud')
      .where('uuid', '=', project)
      .executeTakeFirstOrThrow();
    if (cloud !== image.cloud) {
      throw invalid(
        'project',
        `The image is on the cloud "${image.cloud}" alone, and this project lives on "${cloud}".`,
      );
    }
  }
  if (project !== image.project && project !== null) {
    const copies = tx.selectFrom('image_copy').select((eb) => eb.fn.sum('claim_mib').as('taken'));
    const { taken } = await copies.where('image', '=', uuid).executeTakeFirstOrThrow();
    await requireQuota(tx, project, { images_size: Number(taken ?? 0) }, 'project');
  }
  const set = definedFields(change);
  const update = tx
    .updateTable('image')
    .set({ ...set, modified: new Date() })
    .where('uuid', '=', uuid)
    .returning(before('image', set).as('was'));
  const { was } = await update.executeTakeFirstOrThrow().catch((error: { code?: string }) => {
    throw error.code === UNIQUE_VIOLATION ? nameTaken() : error;
  });
  const detail = changed(was, set);
  await audit(tx, actor, 'image.update', { object: uuid, detail, ...(project === null ? {} : { project }) });
}

/** Takes an image off the list; its content is removed from the backend by who follows the rows. */
export async function removeImage(tx: Tx, actor: Actor, uuid: string): Promise<void> {
  // first the lock, which waits for orders that have chosen the image; then, in a new snapshot, the look for VMs
  const image = await tx
    .selectFrom('image')
    .select(['project', 'state', 'source'])
    .where('uuid', '=', uuid)
    .forUpdate()
    .executeTakeFirstOrThrow();
  requireImage(actor, image.project);
  if (image.state === 'importing' && image.source.kind === 'volume') {
    throw new Problem('wrong-state', 'The image is being made of a disk. Delete it when that has ended.');
  }
  const { rows } = await sql`
    UPDATE image SET removed = now(), request_id = ${requestId()}
    WHERE uuid = ${uuid}
      AND NOT EXISTS (SELECT FROM used_image u WHERE u.uuid = image.uuid)
      AND NOT EXISTS (SELECT FROM volume v WHERE v.image = image.uuid AND v.reserved) RETURNING uuid
  `.execute(tx);
  if (rows.length === 0) {
    throw new Problem(
      'in-use',
      'VMs or volumes use this image, or were deleted and can be brought back: their disks stand on it. Delete them first, and for good.',
    );
  }
  await notify(tx, 'image_changed');
  const { project } = image;
  await audit(tx, actor, 'image.delete', { object: uuid, ...(project === null ? {} : { project }) });
}

/** How many images belong to a project. */
export async function imagesOf(tx: Tx, project: string): Promise<number> {
  const query = tx.selectFrom('image').select((eb) => eb.fn.countAll().as('images'));
  const { images } = await query.where('project', '=', project).where('removed', 'is', null).executeTakeFirstOrThrow();
  return Number(images);
}

async function usersOutside(tx: Tx, image: string, project: string): Promise<boolean> {
  for (const table of ['instance', 'volume'] as const) {
    const query = tx.selectFrom(table).select('uuid').where('image', '=', image).where('reserved', '=', true);
    if ((await query.where('project', '<>', project).limit(1).executeTakeFirst()) !== undefined) return true;
  }
  return false;
}
