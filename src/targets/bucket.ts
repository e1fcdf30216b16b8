import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { AwsClient } from 'aws4fetch';
import { fileFault } from '../common/files.ts';
import { assertHeld } from '../common/fence.ts';
import { Problem } from '../common/problem.ts';
import { isUuid } from '../common/uuid.ts';
import { isName, type Place, type Thing } from './store.ts';
import { answerProblem, awayWithout, requestProblem } from './trouble.ts';

/** For 4 MiB to any storage that lives, ms. */
const MOST_MS = 120_000;

/** Where each cloud of a bucket has an object of its UUID: a bucket has no directories to list. */
const CLOUDS = 'slipway-clouds';

export interface BucketSettings {
  name: string;
  /** URL of the bucket. */
  s3: string;
  region: string;
  /** Absolute path of a file with key id and secret, which nobody but its owner may read. */
  credentials: string;
}

interface Answer {
  status: number;
  bytes: Buffer;
}

/** A bucket of S3 or of what speaks as it does, in which each cloud has a prefix of its own. */
export class BucketStore implements Place {
  readonly #settings: BucketSettings;
  readonly #root: string;
  readonly #cloud: string;
  readonly #mostMs: number;

  constructor(settings: BucketSettings, cloud: string, mostMs = MOST_MS) {
    this.#settings = settings;
    this.#cloud = cloud;
    this.#root = `slipway-${cloud}`;
    this.#mostMs = mostMs;
  }

  async prepare(label: string): Promise<string> {
    const said = await this.#read(`${this.#root}/target.json`);
    if (said !== null) return said.toString();
    await this.#write(`${this.#root}/target.json`, Buffer.from(label));
    await this.#write(`${CLOUDS}/${this.#cloud}`, Buffer.from(this.#cloud));
    return label;
  }

  async label(): Promise<string> {
    const said = await this.#read(`${this.#root}/target.json`);
    if (said === null) throw this.#away();
    return said.toString();
  }

  put(thing: Thing, name: string, bytes: Buffer): Promise<void> {
    return this.#write(this.#key(thing, name), bytes);
  }

  async get(thing: Thing, name: string): Promise<Buffer | null> {
    const bytes = await this.#read(this.#key(thing, name));
    // of a bucket that is gone everything is missing
    if (bytes === null) await this.label();
    return bytes;
  }

  async has(thing: Thing, name: string): Promise<boolean> {
    return (await this.#ask('HEAD', this.#key(thing, name))).status !== 404;
  }

  remove(thing: Thing, name: string): Promise<void> {
    return this.#remove(this.#key(thing, name));
  }

  async *list(thing: Thing): AsyncGenerator<string> {
    for await (const name of this.#names(`${this.#root}/${thing}/`)) if (isName(thing, name)) yield name;
  }

  async setAside(piece: string): Promise<void> {
    const bytes = await this.get('pieces', piece);
    if (bytes !== null) await this.#write(`${this.#root}/wrong/${piece}`, bytes);
    await this.remove('pieces', piece);
  }

  /** A put is there whole or not at all: there is nothing to remove. */
  async tidy(): Promise<void> {}

  /** The UUIDs of all clouds that have a place in the bucket. */
  async clouds(): Promise<string[]> {
    const found: string[] = [];
    for await (const name of this.#names(`${CLOUDS}/`)) if (isUuid(name)) found.push(name);
    return found;
  }

  #key(thing: Thing, name: string): string {
    if (!isName(thing, name)) throw new Error(`${thing} have no such names`);
    return `${this.#root}/${thing}/${name}`;
  }

  async #read(key: string): Promise<Buffer | null> {
    const { status, bytes } = await this.#ask('GET', key);
    return status === 404 ? null : bytes;
  }

  async #write(key: string, bytes: Buffer): Promise<void> {
    assertHeld();
    if ((await this.#ask('PUT', key, bytes)).status === 404) throw this.#away();
  }

  async #remove(key: string): Promise<void> {
    assertHeld();
    if ((await this.#ask('DELETE', key)).status === 404) throw this.#away();
  }

  async *#names(prefix: string): AsyncGenerator<string> {
    for (let token: string | null = ''; token !== null; ) {
      const query = new URLSearchParams({ 'list-type': '2', prefix, ...(token && { 'continuation-token': token }) });
      const { status, bytes } = await this.#ask('GET', `?${query.toString()}`);
      if (status === 404) throw this.#away();
      const page = pageOf(bytes.toString());
      if (page === null) throw answerProblem(this.#settings.name, this.#settings.s3, 502, 'its list is none');
      for (const key of page.keys) if (key.startsWith(prefix)) yield key.slice(prefix.length);
      token = page.next;
    }
  }

  #away(): Problem {
    return awayWithout(this.#settings.name, `${this.#settings.s3}/${this.#root}`);
  }

  /** The answer to a request, 404 too. Whatever else goes wrong is told in words of ours, and soon. */
  async #ask(method: string, path: string, body?: Buffer): Promise<Answer> {
    const { name, s3, region } = this.#settings;
    const client = new AwsClient({ ...(await this.#credentials()), region, service: 's3', retries: 0 });
    const sum = createHash('sha256')
      .update(body ?? '')
      .digest('hex');
    // a redirection would take what is signed elsewhere
    const request = { method, redirect: 'manual', signal: AbortSignal.timeout(this.#mostMs) } as const;
    const of = { headers: { 'x-amz-content-sha256': sum }, ...(body === undefined ? {} : { body }) };
    const answer = async (): Promise<Answer> => {
      const response = await client.fetch(path.startsWith('?') ? `${s3}${path}` : `${s3}/${path}`, {
        ...request,
        ...of,
      });
      return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) };
    };
    const { status, bytes } = await answer().catch((error: unknown) => {
      throw requestProblem(error, name, s3, this.#mostMs);
    });
    if (status < 300 || (status === 404 && !hasCode(bytes, 'NoSuchBucket'))) return { status, bytes };
    if (status === 404) throw this.#away();
    throw answerProblem(name, s3, status, codeIn(bytes));
  }

  /** Read for each request: what is replaced counts at once. Throws `target-credentials`. */
  async #credentials(): Promise<{ accessKeyId: string; secretAccessKey: string }> {
    const { name, credentials: path } = this.#settings;
    const unusable = (why: string): Problem =>
      new Problem('target-credentials', `The credentials of the target "${name}" cannot be used: ${path} ${why}.`);
    const read = async (): Promise<[number, string]> => [(await stat(path)).mode, await readFile(path, 'utf8')];
    const [mode, text] = await read().catch((error: unknown) => {
      throw unusable(`cannot be read (${fileFault(error) ?? 'unknown'})`);
    });
    if ((mode & 0o077) !== 0) throw unusable('can be read by others');
    const [accessKeyId, secretAccessKey, ...more] = text.split(/\s+/).filter((word) => word !== '');
    if (accessKeyId === undefined || secretAccessKey === undefined || more.length > 0)
      throw unusable('has not just a key id and a secret');
    return { accessKeyId, secretAccessKey };
  }
}

/** Of an error of S3 its code; of anything else nothing. */
const codeIn = (bytes: Buffer): string => /<Code>(\w{1,64})<\/Code>/.exec(bytes.toString('utf8', 0, 4096))?.[1] ?? '';
const hasCode = (bytes: Buffer, code: string): boolean => codeIn(bytes) === code;

const text = (xml: string): string =>
  xml.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** A page of a list, with where the next one begins; null unless it is one, and whole: what is missing in it would be taken for gone. */
export function pageOf(xml: string): { keys: string[]; next: string | null } | null {
  const body = /<ListBucketResult[\s>](.*)<\/ListBucketResult>\s*$/s.exec(xml)?.[1];
  const one = (tag: string): string | undefined => new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(body ?? '')?.[1];
  const keys = [...(body ?? '').matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) => text(key));
  const [truncated, token, count] = [one('IsTruncated'), one('NextContinuationToken'), one('KeyCount')];
  if (truncated === 'false' && Number(count ?? keys.length) === keys.length) return { keys, next: null };
  return truncated === 'true' && token !== undefined && token !== '' ? { keys, next: text(token) } : null;
}
