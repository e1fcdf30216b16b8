import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { Problem } from '../../common/problem.ts';
import type { Image } from '../api/schema.ts';
import { unreadable, usage } from '../terminal/exit.ts';
import { type Doing, doingView, type View } from '../terminal/progress.ts';
import { find } from '../api/references.ts';
import type { Session } from '../api/session.ts';
import type { Waiting } from '../terminal/waiting.ts';

const POLL_MS = 300;

export interface ImportOptions extends Waiting {
  file?: string;
  url?: string;
  sha256?: string;
  sshUser: string;
  readiness: string;
  minDisk?: number;
  minMemory?: number;
  project?: string;
}

/** Imports an image from a file or a URL and, unless told otherwise, waits until it can be used. */
export async function importImage(session: Session, name: string, options: ImportOptions): Promise<Image> {
  const { client } = session;
  const { file, url } = options;
  if ((file === undefined) === (url === undefined)) {
    throw usage('An image comes either from a file or from a URL.', 'Give one of --file and --url.');
  }
  if (url !== undefined && options.sha256 === undefined) {
    throw usage(
      'What is downloaded is checked against a checksum.',
      'Give --sha256; who publishes the image publishes it too.',
    );
  }
  const view = doingView(session);
  try {
    const sha256 = options.sha256 ?? (await checksum(file ?? '', view));
    const project = options.project === undefined ? null : await find(client, 'project', options.project);
    const image = await client.post<Image>('openstack-images/', {
      name,
      ssh_user: options.sshUser,
      sha256,
      readiness: options.readiness,
      ...(url === undefined ? {} : { url }),
      ...(options.minDisk === undefined ? {} : { min_disk: options.minDisk }),
      ...(options.minMemory === undefined ? {} : { min_ram: options.minMemory }),
      ...(project === null ? {} : { project: project.uuid }),
    });
    if (file !== undefined) return await uploadFile(session, image, file, view);
    return options.wait ? await awaitImage(session, image, options.timeout, view) : image;
  } finally {
    view.end();
  }
}

async function checksum(file: string, view: View<Doing>): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(counted(file, 'computing the checksum', view), hash);
  return hash.digest('hex');
}

async function uploadFile({ client }: Session, image: Image, file: string, view: View<Doing>): Promise<Image> {
  try {
    const content = Readable.toWeb(Readable.from(counted(file, 'uploading', view)));
    return await client.upload<Image>(`openstack-images/${image.uuid}/file/`, content as ReadableStream);
  } catch (error) {
    // an image without content would only keep the name taken
    await client.delete(`openstack-images/${image.uuid}/`).catch(() => {});
    throw error;
  }
}

/** The content of a file, while the view shows how much of it has passed. */
async function* counted(file: string, message: string, view: View<Doing>): AsyncGenerator<Buffer> {
  const total = sizeOf(file);
  let seen = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 2 ** 20 }) as AsyncIterable<Buffer>) {
    seen += chunk.length;
    view.update({ message, fraction: seen / total });
    yield chunk;
  }
}

function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch (cause) {
    throw unreadable(file, cause, 'Give a qcow2 or raw disk image that you can read.');
  }
}

/** Waits until an image can be used, and shows how far it is. Throws `image-erred` and `timeout`. */
export async function awaitImage(
  { client }: Session,
  { uuid, name }: Image,
  timeoutMs: number,
  view: View<Doing>,
): Promise<Image> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const image = await client.get<Image>(`openstack-images/${uuid}/`, { patienceMs: 60_000 });
    if (image.state === 'ready') return image;
    if (image.state === 'erred') {
      const remedy = `Delete it ("./slipway image delete ${uuid}"), correct what it says, and import it again.`;
      throw new Problem('image-erred', `The image "${name}" could not be imported: ${image.error_message}`, remedy);
    }
    if (performance.now() > deadline) {
      throw new Problem(
        'timeout',
        `The image is not ready within ${timeoutMs / 1000} s.`,
        'It goes on: "./slipway image list" shows it.',
      );
    }
    view.update({ message: image.message, fraction: image.progress });
    await pause(POLL_MS);
  }
}
