import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { OrderState } from '../../db/index.ts';
import type { ApiContext } from '../context.ts';
import { type Presenter, presenter } from '../dialects/dialect.ts';
import type { Dialect } from '../dialects/dialect.ts';
import type { App } from '../http/app.ts';
import { actorOf } from '../http/authentication.ts';
import type { Collection } from '../http/collection.ts';
import { detailSchema } from '../http/errors.ts';
import { eventStream, type Reader, streamEvents, type StreamEvent } from '../http/event-stream.ts';
import { uuidParams } from '../http/filters.ts';
import { type Change, changeKinds } from './project-changes.ts';
import type { projectSchema } from './projects.schema.ts';

/** What the event `change` says: an object of the project is as it is told here, or is no more. */
const changeEventSchema = z
  .object({
    kind: z.enum(changeKinds).meta({
      description:
        'project: it is no more; project_settings: its name, description, end or quotas; backup_copy: also how far it is',
    }),
    uuid: z.string(),
    url: z.string().meta({ description: 'Where the whole of it is read' }),
    deleted: z.boolean().meta({ description: 'It is no more, and all that follows is null' }),
    name: z.string().nullable().meta({ description: 'Of an order: of what is ordered; of a floating IP: its address' }),
    state: z.string().nullable().meta({ description: 'As `url` has it; null: it has none' }),
    runtime_state: z.string().nullable().meta({ description: 'Of an instance or a volume' }),
    error_message: z.string().nullable(),
    instance: z.string().nullable().meta({ description: 'The VM that it is, or belongs to' }),
  })
  .meta({ id: 'ProjectChangeEvent' });

/** What the event `reset` says: more has changed than can be told. */
const resetEventSchema = z
  .object({ detail: z.string() })
  .meta({ id: 'ProjectResetEvent', description: 'What has changed before is not told: read anew what you show' });

const reset = { detail: 'Not all that has changed can be told any more: read anew what you show.' };

const collections: Record<Change['kind'], string> = {
  project: 'projects',
  project_settings: 'projects',
  order: 'marketplace-orders',
  instance: 'openstack-instances',
  volume: 'openstack-volumes',
  snapshot: 'openstack-snapshots',
  backup: 'openstack-backups',
  backup_copy: 'backup-copies',
  snapshot_schedule: 'openstack-snapshot-schedules',
  backup_schedule: 'openstack-backup-schedules',
  power_schedule: 'openstack-power-schedules',
  network: 'openstack-networks',
  subnet: 'openstack-subnets',
  port: 'openstack-ports',
  floating_ip: 'openstack-floating-ips',
  security_group: 'openstack-security-groups',
};

type Projects = Pick<Collection<{ uuid: string }, typeof projectSchema>, 'find'>;
/** What all readers of one dialect ask. */
type Served = Pick<ApiContext, 'db' | 'changes'> & Projects & { dialect: Dialect };

/** One stream of all that changes in a project. */
export function projectEventRoutes(app: App, { db, changes }: ApiContext, dialect: Dialect, { find }: Projects): void {
  const served = { db, changes, dialect, find };
  app.get(
    '/projects/:uuid/events/',
    {
      schema: {
        tags: ['Projects'],
        summary: 'Follow a project',
        params: uuidParams,
        response: {
          200: eventStream({ change: changeEventSchema, reset: resetEventSchema }),
          404: detailSchema,
        },
      },
    },
    async (request, reply) => {
      const { uuid } = await find(request);
      await streamEvents(request, reply, new ProjectReader(served, request, uuid));
    },
  );
}

/** Shared by all who have been told nothing yet. */
const nothing: ReadonlyMap<string, number> = new Map();

/** One who follows a project, and is told nothing twice while the stream lasts. */
class ProjectReader implements Reader {
  readonly #served: Served;
  readonly #request: FastifyRequest;
  readonly #project: string;
  #position: string | null;
  /** By what has changed, the transaction that did it. */
  #told: ReadonlyMap<string, number> = nothing;

  constructor(served: Served, request: FastifyRequest, project: string) {
    const begin = request.headers['last-event-id'];
    this.#served = served;
    this.#request = request;
    this.#project = project;
    this.#position = typeof begin === 'string' ? begin : null;
  }

  async next(): Promise<StreamEvent[]> {
    const before = this.#position;
    const { position, changes } = await this.#served.changes.since(this.#project, before);
    this.#position = position;
    const here: StreamEvent[] = before === null || before !== position ? [{ id: position }] : [];
    if (changes === null) return [{ id: position, event: 'reset', data: reset }];
    const fresh = changes.filter(({ object, transaction }) => this.#told.get(object) !== transaction);
    this.#told =
      changes.length === 0 ? nothing : new Map(changes.map(({ object, transaction }) => [object, transaction]));
    // a reader who leaves in the middle of them begins where all of them come again
    const id = before ?? position;
    const as = presenter(this.#request, this.#served.dialect);
    return [...fresh.map((change) => ({ id, event: 'change', ...presented(change, as) })), ...here];
  }

  async mayRead(): Promise<boolean> {
    this.#request.actor = await actorOf(this.#served.db, this.#request);
    return this.#served.find(this.#request).then(
      () => true,
      () => false,
    );
  }

  /** It ends with the project, whose end is an event. */
  isOver(): Promise<boolean> {
    return Promise.resolve(false);
  }

  follow(news: () => void): () => void {
    return this.#served.changes.follow(this.#project, news);
  }
}

function presented(change: Change, as: Presenter): { data: z.input<typeof changeEventSchema>; last: boolean } {
  const { kind, object, transaction: _, state, instance, ...rest } = change;
  const word = kind === 'order' && state !== null ? as.dialect.orderState(state as OrderState) : state;
  const data = {
    kind,
    uuid: as.id(object),
    url: as.url(collections[kind], object),
    ...rest,
    state: word,
    instance: as.ref('openstack-instances', instance),
  };
  return { data, last: kind === 'project' };
}
