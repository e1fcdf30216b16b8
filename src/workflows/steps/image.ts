import { runningImage } from '../../instances/index.ts';
import type { Context } from '../context.ts';

/** Of the system that the instance runs. */
export async function bringImage({ services, subject, progress, signal }: Context): Promise<void> {
  const query = services.db.selectFrom('instance').select((eb) => runningImage(eb).as('image'));
  const { image } = await query.where('uuid', '=', subject).executeTakeFirstOrThrow();
  await services.images.bring(image, progress, signal);
}

/** That a volume begins as; without any there is nothing to bring. */
export async function bringVolumeImage({ services, subject, progress, signal }: Context): Promise<void> {
  const query = services.db.selectFrom('volume').select('image').where('uuid', '=', subject);
  const { image } = await query.executeTakeFirstOrThrow();
  if (image !== null) await services.images.bring(image, progress, signal);
}

export async function copyDisk({ services, input, progress, signal }: Context<{ image: string }>): Promise<void> {
  await services.images.bring(input.image, progress, signal);
}

/** VMs may stand on it by now when the records are older than that. */
export async function removeCopy({ services, input, restored }: Context<{ image: string }>): Promise<void> {
  if (!restored) await services.images.remove(input.image);
}
