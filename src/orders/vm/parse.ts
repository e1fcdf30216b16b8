import { z } from 'zod';
import type { EndWish } from '../../actions/index.ts';
import type { FieldErrors } from '../../common/field-errors.ts';
import { uuidOf } from '../../common/uuid.ts';
import { type Networks, readNetworks } from './parse-networks.ts';
import { type OrderForm, orderFields, refuseUnknown, vmAttributes } from '../schema.ts';
import { asObject, isObject, type Path, type Read, readFields, report, uuids } from '../../common/fields.ts';
import { attributeShape, dataVolumeShape } from './schema.ts';
import { maxDataVolumes } from '../../storage/index.ts';

export interface VolumeDraft {
  /** Where its type and its size stand in the body. */
  at: Path;
  sizeAt: Path;
  sizeMiB: number;
  /** A reference; left out: the default type. */
  type?: string;
}

/** What was understood of an order: only what is well formed; the rest stands in the errors. */
export interface OrderDraft extends Networks {
  project?: string;
  offering?: string;
  /** Left out where that is allowed: the first active one of the offering. */
  plan?: string;
  requestComment: string | null;
  slug: string | null;
  startDate: string | null;
  /** When it ends, a day or a time; null: it stays. */
  endDate: string | null;
  /** What happens then; left out: it is deleted. */
  endAction?: EndWish['end_action'];
  isProtected: boolean;
  name?: string;
  image?: string;
  flavor?: string;
  /** A public key as text or a reference; left out where that is allowed: the VM gets none. */
  key?: string;
  /** Its availability zone, as it was named. */
  zone: string | undefined;
  description: string;
  metadata: Record<string, string>;
  userData: string | null;
  systemVolumeMiB: number | null;
  systemVolumeType?: string;
  dataVolumes: VolumeDraft[];
  securityGroups?: string[];
  serverGroup?: string;
}

/** Reads an order field by field, so that one wrong field does not hide another. */
export function readOrder(body: unknown, form: OrderForm, errors: FieldErrors): OrderDraft {
  const raw = asObject(body);
  const lenient = form === 'waldur';
  const top = readFields(orderFields(form), raw, [], errors);
  const given = raw['attributes'] ?? undefined;
  if (given === undefined) errors.add(['attributes'], 'This field is required.');
  else if (!isObject(given)) errors.add(['attributes'], 'Must be an object.');
  const shape = {
    ...attributeShape,
    ...(lenient ? { ssh_public_key: attributeShape.ssh_public_key.optional() } : {}),
  };
  const known: Read<typeof shape> = isObject(given) ? readFields(shape, given, ['attributes'], errors) : {};
  refuseUnknown(raw, form, vmAttributes, errors);
  const { name, ssh_public_key: key, security_groups: groups, server_group: together = '' } = known;
  return {
    ...uuids({ project: top.project, offering: top.offering, plan: top.plan }),
    ...uuids({ image: known.image, flavor: known.flavor, systemVolumeType: known.system_volume_type }),
    requestComment: top.request_comment ?? null,
    slug: top.slug || null,
    startDate: top.start_date ?? null,
    endDate: known.end_date ?? top.end_date ?? null,
    ...(known.end_action === undefined ? {} : { endAction: known.end_action }),
    isProtected: known.termination_protection ?? false,
    ...(name === undefined ? {} : { name }),
    ...(key === undefined ? {} : { key }),
    ...(groups === undefined ? {} : { securityGroups: groups.map(groupUuid) }),
    ...(together === '' ? {} : { serverGroup: groupUuid(together) }),
    zone: known.availability_zone,
    description: known.description ?? '',
    metadata: known.metadata ?? {},
    userData: known.user_data || null,
    systemVolumeMiB: known.system_volume_size ?? null,
    dataVolumes: isObject(given) ? readVolumes(given, known, errors) : [],
    ...(isObject(given)
      ? readNetworks(given, lenient ? 'ports' : 'networks', errors)
      : { networks: [], floatingIps: [] }),
  };
}

/** Waldur has two forms for data volumes, one volume or a list; both together are all of them. */
function readVolumes(
  attributes: Record<string, unknown>,
  known: Read<Pick<typeof attributeShape, 'data_volume_size' | 'data_volume_type'>>,
  errors: FieldErrors,
): VolumeDraft[] {
  const path = ['attributes', 'data_volumes'];
  const most = maxDataVolumes - (known.data_volume_size === undefined ? 0 : 1);
  const given = attributes['data_volumes'] ?? [];
  const list = z.array(z.unknown()).max(most, `At most ${maxDataVolumes} data volumes.`).safeParse(given);
  if (!list.success) report(list.error, path, false, errors);
  const listed = (list.data ?? []).map((item, index) => {
    const at = [...path, index];
    const read = readFields(dataVolumeShape, asObject(item), at, errors);
    return { at: [...at, 'volume_type'], sizeAt: [...at, 'size'], size: read.size, type: read.volume_type };
  });
  const single = {
    at: ['attributes', 'data_volume_type'],
    sizeAt: ['attributes', 'data_volume_size'],
    size: known.data_volume_size,
    type: known.data_volume_type,
  };
  return [single, ...listed].flatMap(({ at, sizeAt, size, type }) =>
    size === undefined ? [] : [{ at, sizeAt, sizeMiB: size, ...uuids({ type }) }],
  );
}

function groupUuid(group: string | { url: string }): string {
  return uuidOf(typeof group === 'string' ? group : group.url);
}
