import { type Filters, references } from '../http/filters.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { type ImageProgress, imageUrl, sha256, sshUser } from '../../catalogue/index.ts';
import { enums, type View } from '../../db/index.ts';
import type { Presenter } from '../dialects/dialect.ts';
import { time } from '../http/schemas.ts';
import { imageState } from '../states.ts';
import { reference } from '../../common/reference.ts';

export const imageSchema = z
  .object({
    uuid: z.string(),
    url: z.string(),
    name: z.string(),
    description: z.string(),
    project: z.string().nullable().meta({ description: 'null: public' }),
    cloud: z
      .string()
      .nullable()
      .meta({ description: 'The only one that has what was uploaded or made there; null: it is brought to any' }),
    ssh_user: z.string().meta({ description: 'Login user' }),
    readiness: z
      .enum(['agent', 'cloud-init', 'ssh', 'none'])
      .meta({ description: 'How a guest of it shows that it is ready' }),
    min_disk: z.int().meta({ description: 'MiB' }),
    min_ram: z.int().meta({ description: 'MiB' }),
    is_rescue_image: z.boolean().meta({ description: 'A VM can be started from it to mend another disk' }),
    state: imageState,
    size: z.int().nullable().meta({ description: 'Bytes on the host' }),
    disk: z.int().nullable().meta({ description: 'The disk as a VM sees it, MiB' }),
    sha256: z.string().nullable(),
    checksum_url: z.string().nullable().meta({ description: "The publisher's list that it is checked against" }),
    catalogue: z.string().nullable().meta({ description: 'Key of the well-known image that it is' }),
    source_url: z.string().nullable().meta({ description: 'Where a well-known image comes from' }),
    error_message: z.string(),
    progress: z.number().nullable().meta({ description: '0 to 1 while it is being made ready' }),
    message: z.string().meta({ description: 'What is being done' }),
    remaining_seconds: z.number().nullable().meta({ description: 'Estimated' }),
    settings: z.string(),
    backend_id: z.string(),
    backend_created_at: time,
    created: time,
  })
  .meta({ id: 'Image' });

const imageRow = z.strictObject({
  uuid: z.string(),
  name: z.string(),
  description: z.string(),
  project: z.string().nullable(),
  cloud: z.string().nullable(),
  ssh_user: z.string(),
  readiness: z.enum(enums['image.readiness']),
  min_disk_mib: z.number(),
  min_memory_mib: z.number(),
  is_rescue_image: z.boolean(),
  state: z.enum(enums['image.state']),
  size: z.number().nullable(),
  disk_mib: z.number().nullable(),
  sha256: z.string().nullable(),
  checksum_url: z.string().nullable(),
  catalogue: z.string().nullable(),
  source_url: z.string().nullable(),
  source_kind: z.string(),
  error_message: z.string(),
  created: z.date(),
  modified: z.date(),
});

export type ImageRow = z.output<typeof imageRow>;

export const imageView: View<ImageRow> = {
  table: 'image',
  alias: 'm',
  // a URL that a tenant gave may carry a secret, and is shown to nobody
  row: imageRow,
  columns: sql`m.uuid, m.name, m.description, m.project, m.cloud, m.ssh_user, m.readiness, m.min_disk_mib,
    m.min_memory_mib, m.is_rescue_image, m.state, m.size_bytes::float8 AS size, m.disk_mib, m.sha256,
    CASE WHEN m.catalogue IS NOT NULL THEN m.checksum_url END AS checksum_url, m.catalogue,
    CASE WHEN m.catalogue IS NOT NULL THEN m.source ->> 'url' END AS source_url, m.source ->> 'kind' AS source_kind,
    m.error_message, m.created, m.modified`,
  joins: sql``,
};

/** Waldur's settings of the one backend that images and flavors belong to. */
export const backendSettings = '00000000-0000-0000-0000-000000000000';

const ofSettings = references(sql`${backendSettings}::uuid`);
export const settingsFilters: Filters = { settings: ofSettings, settings_uuid: ofSettings };

export function presentImage(
  image: ImageRow,
  progress: ImageProgress | null,
  as: Presenter,
): z.input<typeof imageSchema> {
  return {
    uuid: as.id(image.uuid),
    url: as.url('openstack-images', image.uuid),
    name: image.name,
    description: image.description,
    project: as.ref('projects', image.project),
    cloud: image.cloud,
    ssh_user: image.ssh_user,
    readiness: image.readiness,
    min_disk: image.min_disk_mib,
    min_ram: image.min_memory_mib,
    is_rescue_image: image.is_rescue_image,
    state: image.state,
    size: image.size,
    disk: image.disk_mib,
    sha256: image.sha256,
    checksum_url: image.checksum_url,
    catalogue: image.catalogue,
    source_url: image.source_url,
    error_message: image.error_message,
    progress: progress?.fraction ?? null,
    message: progress?.message ?? '',
    remaining_seconds: progress?.remainingMs == null ? null : Math.round(progress.remainingMs / 1000),
    settings: as.url('service-settings', backendSettings),
    backend_id: image.uuid,
    backend_created_at: as.time(image.created),
    created: as.time(image.created),
  };
}

const name = z.string().min(1).max(150);
const readiness = z.enum(['cloud-init', 'ssh', 'none']);
const minDisk = z.int().min(1).max(16_777_216).describe('MiB');
const minRam = z.int().min(64).max(16_777_216).describe('MiB');

const imageFields = z.object({
  catalogue: z.string().max(64).optional().describe('Key of a well-known image, from which the rest is taken'),
  url: imageUrl.optional().describe('Where to download from; left out: upload with PUT …/file/'),
  sha256: z
    .union([sha256, imageUrl])
    .optional()
    .describe("SHA-256 of the file, or the URL of the publisher's list of checksums that names it, such as SHA256SUMS"),
  name: name.optional().describe('Required, but for a well-known image'),
  description: z.string().max(4096).optional(),
  ssh_user: sshUser.optional().describe('Required, but for a well-known image'),
  readiness: readiness.default('ssh'),
  min_disk: minDisk.optional().describe('MiB; 1024 when left out'),
  min_ram: minRam.optional().describe('MiB; 512 when left out'),
  is_rescue_image: z.boolean().default(false),
  project: reference.nullable().optional().describe('Only this project sees it; left out: public, which staff may'),
});

/** What only a well-known image may leave out is named together with all else that is wrong. */
export const newImageBody = (['name', 'ssh_user', 'sha256'] as const).reduce(
  (body, field) =>
    body.refine((image) => image.catalogue !== undefined || image[field] !== undefined, {
      path: [field],
      error: 'This field is required.',
      when: ({ value }) => typeof value === 'object' && value !== null,
    }),
  imageFields,
);

export const changeBody = z.object({
  name: name.optional(),
  description: z.string().max(4096).optional(),
  ssh_user: sshUser.optional(),
  readiness: readiness.optional(),
  min_disk: minDisk.optional(),
  min_ram: minRam.optional(),
  is_rescue_image: z.boolean().optional(),
  project: reference.nullable().optional().describe('Who sees it: null is everybody; staff may change it'),
});

export const captureBody = z.object({ name, description: z.string().max(4096).default('') });
