import { guestSpec } from '../../instances/index.ts';
import { type PortChange, plugPorts, plugSome } from '../../network/index.ts';
import type { Context } from '../context.ts';

/** Makes the backend follow the rows of the network that the subject is in. */
export async function applyNetwork({ services, subject }: Context): Promise<void> {
  const query = services.db.selectFrom('instance').select('project').where('uuid', '=', subject);
  await services.routers.apply((await query.executeTakeFirstOrThrow()).project);
}

export const connect = (context: Context): Promise<void> => setPlugged(context, true);
export const disconnect = (context: Context): Promise<void> => setPlugged(context, false);

async function setPlugged({ services, subject }: Context, plugged: boolean): Promise<void> {
  await services.routers.apply(await plugPorts(services.db, subject, plugged));
}

type Change = Context<PortChange>;

export const plugComing = (context: Change): Promise<void> => plug(context, context.input.add, true);
export const unplugComing = (context: Change): Promise<void> => plug(context, context.input.add, false);
export const unplugGoing = (context: Change): Promise<void> => plug(context, context.input.remove, false);
export const plugGoing = (context: Change): Promise<void> => plug(context, context.input.remove, true);

async function plug(context: Change, ports: string[], plugged: boolean): Promise<void> {
  await plugSome(context.services.db, ports, plugged);
  await applyNetwork(context);
}

export const giveCards = (context: Change): Promise<void> => syncCards(context, context.input.remove);
export const takeCards = (context: Change): Promise<void> => syncCards(context, context.input.add);

/** Gives the guest all of its cards but those of `without`. */
async function syncCards({ services, subject, signal }: Change, without: string[]): Promise<void> {
  const spec = await guestSpec(services.db, subject);
  await services.driver.syncPorts({ ...spec, ports: spec.ports.filter(({ id }) => !without.includes(id)) }, signal);
}
