import { requestCapture } from '../../actions/index.ts';
import type { Collection } from '../http/collection.ts';
import type { ApiContext } from '../context.ts';
import { routesOn } from '../http/route.ts';
import { captureBody, type imageSchema, type ImageRow } from './images.schema.ts';
import { vmOfPath } from './vm-of-path.ts';
import type { App } from '../http/app.ts';

/** Images of what VMs have made of theirs. */
export function imageCaptureRoutes(
  app: App,
  { db, engine }: ApiContext,
  images: Collection<ImageRow, typeof imageSchema>,
): void {
  const find = vmOfPath(db);
  const on = routesOn(app, db, { tag: 'Images', find, permission: 'IMAGE.MANAGE', refuses: [409] });
  on('POST', '/openstack-instances/:uuid/create_image/', {
    summary: 'Make an image of the disk of a stopped VM',
    body: captureBody,
    run: (tx, { actor, found, body }) => requestCapture(tx, engine, actor, found.uuid, body),
    answer: images.created,
  });
}
