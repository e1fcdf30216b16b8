import { sql } from 'kysely';
import type { Database } from '../../db/index.ts';
import type { InstanceView } from '../../instances/index.ts';
import { type Find, versionOf, type Versioned } from '../http/preconditions.ts';
import { orderedVolume } from './volume-resources.ts';

/** What has been ordered: a VM or a volume. */
export interface Resource {
  kind: 'instance' | 'volume';
  uuid: string;
  project: string;
}

/** The resource that the path names, given how VMs are found; 404 when the actor may not see it. */
export function resourceOfPath(db: Database, findVm: Versioned<InstanceView>): Find<Resource> {
  const find: Find<Resource> = async (request) => {
    const volume = await orderedVolume(db, request);
    const { uuid, project } = volume ?? (await findVm(request));
    return { kind: volume === null ? 'instance' : 'volume', uuid, project };
  };
  find.version = async (tx, request) => {
    const volume = await orderedVolume(tx, request);
    if (volume === null) return findVm.version(tx, request);
    await sql`SELECT FROM volume WHERE uuid = ${volume.uuid} FOR NO KEY UPDATE`.execute(tx);
    return versionOf((await orderedVolume(tx, request)) ?? volume);
  };
  return find;
}
