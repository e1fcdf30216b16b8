import { findVolumeType } from '../../storage/index.ts';
import { FieldErrors } from '../../common/field-errors.ts';
import type { Quote } from '../resource-kind.ts';
import type { OrderDraft } from './parse.ts';
import { together, type Tx } from '../../db/index.ts';
import { definedFields } from '../../common/defined-fields.ts';
import { type Connection, findGroups, findNetworks } from './resolve-networks.ts';
import { type Actor, findKey, type FoundKey, mayUse, visible } from '../../identity/index.ts';
import { findFlavor, findImage, type FoundFlavor, type FoundImage } from '../../catalogue/index.ts';
import type { Capabilities } from '../../drivers/driver.ts';
import { findServerGroup, type ServerGroup } from '../../instances/index.ts';
import { readCapabilities } from '../../quotas/index.ts';
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
  capabilities: Capabilities;
}

/** Looks every reference of an order up, as far as it was understood, and notes all that cannot be used. */
export async function resolve(
  tx: Tx,
  actor: Actor,
  draft: OrderDraft,
  quote: Quote | null,
  errors: FieldErrors,
): Promise<Resolved> {
  const ofProject = errors.part();
  const sought = findOffering(tx, actor, draft, quote, errors.part());
  const [
    project,
    offering,
    plan,
    image,
    flavor,
    key,
    volumeTypes,
    networks,
    securityGroups,
    serverGroup,
    capabilities,
  ] = await together(
    findProject(tx, actor, draft, ofProject),
    sought,
    findPlan(tx, draft, sought, quote, errors.part()),
    findImage(tx, actor, draft, ['attributes', 'image'], errors.part()),
    findOrderFlavor(tx, draft, sought, errors.part()),
    findKey(tx, actor, draft, ['attributes', 'ssh_public_key'], errors.part()),
    findVolumeTypes(tx, draft, errors.part()),
    findNetworks(tx, draft, scopeOf(actor, draft), errors.part()),
    findGroups(tx, actor, draft, ['attributes', 'security_groups'], errors.part()),
    findServerGroup(tx, usable(actor, draft), draft.serverGroup, ['attributes', 'server_group'], errors.part()),
    readCapabilities(tx, draft.project),
  );
  return {
    ...definedFields({ project, offering }),
    ...plan,
    ...image,
    ...flavor,
    ...key,
    volumeTypes,
    networks,
    securityGroups,
    ...serverGroup,
    capabilities,
  };
}

async function findOrderFlavor(
  tx: Tx,
  draft: OrderDraft,
  sought: Promise<FoundOffering | undefined>,
  errors: FieldErrors,
): Promise<Pick<Resolved, 'flavor'>> {
  const path = ['attributes', 'flavor'];
  const { project } = draft;
  if (draft.flavor !== undefined) return findFlavor(tx, { uuid: draft.flavor, project }, path, errors);
  const offering = await sought;
  if (offering?.flavor != null) return findFlavor(tx, { uuid: offering.flavor, project }, path, errors);
  if (offering !== undefined && !errors.has(path)) {
    errors.add(
      path,
      'This field is required: the offering has no flavor of its own. GET /api/openstack-flavors/ lists them.',
    );
  }
  return {};
}

/** The types of all volumes of an order, the system volume's first. */
async function findVolumeTypes(tx: Tx, draft: OrderDraft, errors: FieldErrors): Promise<string[]> {
  const system = { at: ['attributes', 'system_volume_type'], type: draft.systemVolumeType };
  const types = [system, ...draft.dataVolumes].map(({ at, type }) => findVolumeType(tx, type, at, errors.part()));
  return (await together(...types)).filter((uuid) => uuid !== undefined);
}

/** In the order's project; while that is not known, at least in one that the actor may use. */
function scopeOf(actor: Actor, draft: OrderDraft) {
  const project = usable(actor, draft);
  return project === undefined ? visible(actor, 'project') : sql<boolean>`project = ${project}`;
}

/** The project that is named, if the actor may use it: whether there is one is found out at the same time. */
function usable(actor: Actor, { project }: OrderDraft): string | undefined {
  return project !== undefined && mayUse(actor, project) ? project : undefined;
}
