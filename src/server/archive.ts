import { createReadStream, createWriteStream } from 'node:fs';
import { link, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import { flush } from '../common/files.ts';
import { Problem } from '../common/problem.ts';
import { badArchive, currentName, migrationNames } from '../db/index.ts';
import { cloudSchema } from './cloud.ts';
import { fileProblem } from './program.ts';

/** No row is longer: bodies of requests end at 1 MiB. */
const maxLineBytes = 16 << 20;

/**
 * The first line of a backup. A backup is gzip over lines of JSON: this head, then the dump of the database. It holds no
 * paths: which file a part goes to is decided here, never by the archive.
 */
const headSchema = z.strictObject({
  slipway: z.literal('backup'),
  format: z.literal(1),
  version: z.string().max(40),
  created: z.iso.datetime(),
  /** The state directory: guests and disks are found again only at the same place. */
  home: z.string().max(200),
  migrations: z.array(z.string().max(100).transform(currentName)).min(1).max(10_000),
  cloud: cloudSchema,
  settings: z.string().max(65_536).nullable(),
  credentials: z.strictObject({ url: z.url().max(300), token: z.string().max(200), project: z.uuid() }).nullable(),
});

export type BackupHead = z.infer<typeof headSchema>;

/** Writes a backup, readable for root only, whole or not at all. Throws `file-exists`. */
export async function writeArchive(path: string, head: BackupHead, dump: AsyncIterable<string>): Promise<void> {
  async function* text(): AsyncGenerator<string> {
    yield `${JSON.stringify(head)}\n`;
    for await (const line of dump) yield `${line}\n`;
  }
  const part = `${path}.${process.pid}.part`;
  try {
    const file = createWriteStream(part, { mode: 0o600, flags: 'wx', flush: true });
    await pipeline(Readable.from(text()), createGzip(), file);
    // unlike a rename, a link does not replace what is there
    await link(part, path);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw fileProblem(cause, path);
    throw new Problem('file-exists', `${path} is there already.`);
  } finally {
    await rm(part, { force: true });
  }
  await flush(dirname(path));
}

/** Opens a backup: its head, checked, and the lines of the dump that follow it. Throws `bad-archive`, `backup-newer`. */
export async function readArchive(path: string): Promise<{ head: BackupHead; lines: AsyncGenerator<string> }> {
  const content = createGunzip();
  // what goes wrong with the file comes out of the content
  void pipeline(createReadStream(path), content).catch(() => {});
  const lines = linesOf(content);
  const first = await lines.next().catch((cause: unknown) => {
    throw fileProblem(cause, path);
  });
  const head = headSchema.safeParse(first.done === true ? null : asJson(first.value));
  if (head.success && knows(head.data)) return { head: head.data, lines };
  content.destroy();
  if (!head.success) throw badArchive('it does not begin as one');
  const remedy = `Restore it with the version that made it (${head.data.version.replace(/[^\w.-]/g, '')}) or a newer one.`;
  throw new Problem('backup-newer', 'The backup was made by a newer version of Slipway.', remedy);
}

function knows({ migrations }: BackupHead): boolean {
  return migrations.every((name) => migrationNames.includes(name));
}

function asJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** Lines of a bounded length: a small archive can hold a very long one. */
async function* linesOf(content: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let begun: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of content) {
      let from = 0;
      for (let to = chunk.indexOf('\n'); to !== -1; to = chunk.indexOf('\n', from)) {
        yield Buffer.concat([...begun, chunk.subarray(from, to)]).toString();
        [begun, bytes, from] = [[], 0, to + 1];
      }
      begun.push(chunk.subarray(from));
      bytes += chunk.length - from;
      if (bytes > maxLineBytes) throw badArchive('a line of it is too long');
    }
  } catch (cause) {
    if ((cause as { code?: string }).code?.startsWith('Z_') === true) throw badArchive('it is cut off or damaged');
    throw cause;
  }
}
