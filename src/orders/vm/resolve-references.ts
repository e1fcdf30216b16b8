import { findVolumeType } from '../../storage/index.ts';
import { FieldErrors } from '../../common/field-errors.ts';
import type { Quote } from '../resource-kind.ts';
import type { OrderDraft } from './parse.ts';
import type { Tx } from '../../db/index.ts';
import { type Connection, findGroups, findNetworks } from './resolve-networks.ts';
import { type Actor, findKey, type FoundKey, visible } from '../../identity/index.ts';
import { findFlavor, findImage, type FoundFlavor, type FoundImage } from '../../catalogue/index.ts';
import { findServerGroup, type ServerGroup } from '../../instances/index.ts';
import { findOffering, findPlan, findProject, type FoundOffering, type FoundPlan } from '../references.ts';
import { sql } from 'kysely';

export interface Resolved {
  project?: string;
  offering?: FoundOffering;
  plan?: FoundPlan;
  image?: FoundImage;
  flavor?: FoundFlavor;
  key?: FoundKey;
  /** Of every volume, the system volume's first. */
  volumeTypes: string[];
  networks: Connection[];
  securityGroups: string[];
  serverGroup?: ServerGroup;
}

/** Looks every reference of an order up, as far as it was understood, and notes all that cannot be used. */
export async function resolve(
  tx: Tx,
  actor: Actor,
  draft: OrderDraft,
  quote: Quote | null,
  errors: FieldErrors,
): Promise<Resolved> {
  const project = await findProject(tx, actor, draft, errors);
  const offering = await findOffering(tx, draft, quote, errors);
  return {
    ...(project === undefined ? {} : { project }),
    ...(offering === undefined ? {} : { offering }),
    ...(await findPlan(tx, draft, offering, quote, errors)),
    ...(await findImage(tx, actor, draft, ['attributes', 'image'], errors)),
    ...(await findOrderFlavor(tx, draft, offering, errors)),
    ...(await findKey(tx, actor, draft, ['attributes', 'ssh_public_key'], errors)),
    volumeTypes: await findVolumeTypes(tx, draft, errors),
    networks: await findNetworks(tx, draft, scopeOf(actor, project), errors),
    securityGroups: await findGroups(tx, draft.securityGroups, project, errors),
    ...(await findServerGroup(tx, project, draft.serverGroup, ['attributes', 'server_group'], errors)),
  };
}

async function findOrderFlavor(
  tx: Tx,
  draft: OrderDraft,
  offering: FoundOffering | undefined,
  errors: FieldErrors,
): Promise<Pick<Resolved, 'flavor'>> {
  const path = ['attributes', 'flavor'];
  const wanted = draft.flavor ?? offering?.flavor ?? undefined;
  if (wanted === undefined) {
    if (offering !== undefined && !errors.has(path)) {
      errors.add(
        path,
        'This field is required: the offering has no flavor of its own. GET /api/openstack-flavors/ lists them.',
      );
    }
    return {};
  }
  return findFlavor(tx, wanted, path, errors);
}

/** The types of all volumes of an order, the system volume's first. */
async function findVolumeTypes(tx: Tx, draft: OrderDraft, errors: FieldErrors): Promise<string[]> {
  const system = { at: ['attributes', 'system_volume_type'], type: draft.systemVolumeType };
  const found: string[] = [];
  for (const { at, type } of [system, ...draft.dataVolumes]) {
    const uuid = await findVolumeType(tx, type, at, errors);
    if (uuid !== undefined) found.push(uuid);
  }
  return found;
}

/** In the order's project; while that is not known, at least in one that the actor may use. */
function scopeOf(actor: Actor, project: string | undefined) {
  return project === undefined ? visible(actor, 'project') : sql<boolean>`project = ${project}`;
}
