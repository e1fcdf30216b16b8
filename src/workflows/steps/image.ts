import type { NotNull } from 'kysely';
import { runningImage } from '../../instances/index.ts';
import type { Database } from '../../db/index.ts';
import type { Context } from '../context.ts';

/** Of the system that the instance runs. */
export async function bringImage({ services, subject, progress, signal }: Context): Promise<void> {
  const query = services.db.selectFrom('instance').innerJoin('project', 'project.uuid', 'instance.project');
  const copy = query.select((eb) => [runningImage(eb).as('image'), 'project.cloud']);
  const found = await copy.where('instance.uuid', '=', subject).executeTakeFirstOrThrow();
  await services.images.bring(found, progress, signal);
}

/** That a volume begins as; without any there is nothing to bring. */
export async function bringVolumeImage({ services, subject, progress, signal }: Context): Promise<void> {
  const query = services.db.selectFrom('volume').innerJoin('project', 'project.uuid', 'volume.project');
  const copy = query.select(['volume.image', 'project.cloud']).where('volume.uuid', '=', subject);
  const { image, cloud } = await copy.executeTakeFirstOrThrow();
  if (image !== null) await services.images.bring({ image, cloud }, progress, signal);
}

export async function copyDisk({ services, input, progress, signal }: Context<{ image: string }>): Promise<void> {
  await services.images.bring(await madeCopy(services.db, input.image), progress, signal);
}

/** VMs may stand on it by now when the records are older than that. */
export async function removeCopy({ services, input, restored }: Context<{ image: string }>): Promise<void> {
  if (!restored) await services.images.remove(await madeCopy(services.db, input.image));
}

/** An image of a disk is on the cloud of that alone. */
function madeCopy(db: Database, image: string) {
  return db
    .selectFrom('image')
    .select(['uuid as image', 'cloud'])
    .where('uuid', '=', image)
    .$narrowType<{ cloud: NotNull }>()
    .executeTakeFirstOrThrow();
}
