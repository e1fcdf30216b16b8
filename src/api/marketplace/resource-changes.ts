import { z } from 'zod';
import type { Tx } from '../../db/index.ts';
import type { InstanceView } from '../../instances/index.ts';
import type { ApiContext } from '../context.ts';
import { type Dialect, presenter } from '../dialects/dialect.ts';
import type { Collection } from '../http/collection.ts';
import { type Find, versionOf } from '../http/preconditions.ts';
import { confirmed } from '../http/answers.ts';
import { type Asked, edit, routesOn } from '../http/route.ts';
import { changeInstance, endDateBody, instanceChanges, mayChangeInstance } from '../openstack/instance-changes.ts';
import type { Resource } from './resource-of-path.ts';
import { resourceSchema } from './resources.schema.ts';
import {
  changeOrderedVolume,
  mayChangeOrderedVolume,
  orderedVolume,
  presentVolumeResource,
  volumeResourceSchema,
} from './volume-resources.ts';
import type { App } from '../http/app.ts';

type Change = Asked<Resource, z.output<typeof instanceChanges>>;

/** PATCH and PUT of a VM, which change ordered volumes, too. */
export function resourceChangeRoutes(
  app: App,
  { db }: ApiContext,
  dialect: Dialect,
  of: {
    find: Find<Resource>;
    show: Collection<InstanceView, typeof resourceSchema>['show'];
  },
): void {
  const change = routesOn(app, db, { tag: 'Resources', find: of.find, refuses: [409] });
  const work = {
    permission: (asked: Change) => (isVolume(asked) ? mayChangeOrderedVolume(asked) : mayChangeInstance(asked)),
    run: (tx: Tx, asked: Change) => (isVolume(asked) ? changeOrderedVolume(tx, asked) : changeInstance(tx, asked)),
  };
  change('POST', '/marketplace-resources/:uuid/set_end_date/', {
    summary: 'Say when a VM or an ordered volume ends by itself',
    body: endDateBody,
    ...work,
    answer: confirmed('The end date has been set.'),
  });
  change(edit, '/marketplace-resources/:uuid/', {
    summary: 'Rename, describe, protect or time a VM',
    body: instanceChanges,
    ...work,
    answer: {
      status: 200,
      schema: z.union([resourceSchema, volumeResourceSchema]),
      body: async (asked) => {
        const volume = isVolume(asked) ? await orderedVolume(db, asked.request) : null;
        if (volume === null) return of.show(asked.request, asked.found.uuid);
        asked.request.version = versionOf(volume);
        return presentVolumeResource(volume, presenter(asked.request, dialect));
      },
    },
  });
}

function isVolume({ found }: { found: Resource }): boolean {
  return found.kind === 'volume';
}
