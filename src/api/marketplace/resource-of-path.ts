import type { FastifyRequest } from 'fastify';
import type { Database } from '../../db/index.ts';
import type { InstanceView } from '../../instances/index.ts';
import { orderedVolume } from './volume-resources.ts';

/** What has been ordered: a VM or a volume. */
export interface Resource {
  kind: 'instance' | 'volume';
  uuid: string;
  project: string;
}

/** The resource that the path names, given how VMs are found; 404 when the actor may not see it. */
export function resourceOfPath(
  db: Database,
  findVm: (request: FastifyRequest) => Promise<InstanceView>,
): (request: FastifyRequest) => Promise<Resource> {
  return async (request) => {
    const volume = await orderedVolume(db, request);
    const { uuid, project } = volume ?? (await findVm(request));
    return { kind: volume === null ? 'instance' : 'volume', uuid, project };
  };
}
