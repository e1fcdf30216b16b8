import type { Logger } from 'pino';
import type { Access } from './access.ts';
import { Compute } from './compute.ts';
import { Images } from './image.ts';
import { Network } from './network.ts';
import { Session } from './session.ts';
import { Volumes } from './volume.ts';

export { readAccess } from './access.ts';
export { Refusal } from './refusal.ts';

/** One project of one OpenStack: a service each. */
export class OpenStack {
  readonly session: Session;
  readonly compute: Compute;
  readonly volumes: Volumes;
  readonly images: Images;
  readonly network: Network;

  constructor(access: Access, log: Logger) {
    this.session = new Session(access, log);
    this.compute = new Compute(this.session);
    this.volumes = new Volumes(this.session);
    this.images = new Images(this.session);
    this.network = new Network(this.session);
  }
}
