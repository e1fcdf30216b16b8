import { createPrivateKey, X509Certificate } from 'node:crypto';
import { type FSWatcher, watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Server } from 'node:https';
import { dirname } from 'node:path';
import { createSecureContext } from 'node:tls';
import type { Logger } from 'pino';
import type { TlsIdentity } from '../api/index.ts';
import { Loop } from '../common/loop.ts';
import { Problem } from '../common/problem.ts';
import type { Settings } from '../common/settings.ts';

/** For disks that tell of no changes. */
const everyMs = 10_000;

type Files = Pick<Settings, 'tls_cert' | 'tls_key'>;

/** That of the settings; null: they name none. Throws `bad-certificate`. */
export async function openCertificate(files: Files, log: Logger): Promise<ApiCertificate | null> {
  const identity = await readIdentity(files);
  return identity === null ? null : new ApiCertificate(files, identity, log);
}

async function readIdentity({ tls_cert, tls_key }: Files): Promise<TlsIdentity | null> {
  if (tls_cert === null || tls_key === null) return null;
  try {
    const [cert, key] = await Promise.all([readFile(tls_cert, 'utf8'), readFile(tls_key, 'utf8')]);
    createSecureContext({ cert, key });
    // no text at all is no certificate for Node, not a bad one: the API would speak to nobody
    if (!new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))) throw new Error('the key is of another one');
    return { cert, key };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Problem('bad-certificate', `${tls_cert} and ${tls_key} cannot be used: ${why}.`, undefined, { cause });
  }
}

/** Gives a server that runs the certificate that is in its files, once another one is; what cannot be used changes nothing. */
export class ApiCertificate extends Loop {
  readonly #files: Files;
  readonly #log: Logger;
  #server: Server | null = null;
  #used: TlsIdentity;
  #watchers: FSWatcher[] = [];

  constructor(files: Files, used: TlsIdentity, log: Logger) {
    super(everyMs);
    this.#files = files;
    this.#used = used;
    this.#log = log;
  }

  get identity(): TlsIdentity {
    return this.#used;
  }

  /** From now on for this server, which began with `identity`. */
  serve(server: Server): void {
    this.#server = server;
    this.start();
    const paths = [this.#files.tls_cert, this.#files.tls_key].flatMap((path) => (path === null ? [] : [dirname(path)]));
    // whoever renews it puts other files in their place
    this.#watchers = [...new Set(paths)].map((path) =>
      watch(path, { persistent: false }, () => this.signal()).on('error', (error) => this.failed(error)),
    );
  }

  override async stop(): Promise<void> {
    for (const watcher of this.#watchers) watcher.close();
    await super.stop();
  }

  /** When the one in use ends. */
  end(): Date {
    return new X509Certificate(this.#used.cert).validToDate;
  }

  protected failed(error: unknown): void {
    this.#log.warn({ err: error }, 'the files of the certificate of the API cannot be used');
  }

  protected async look(): Promise<void> {
    const found = await readIdentity(this.#files);
    if (found === null || (found.cert === this.#used.cert && found.key === this.#used.key)) return;
    this.#server?.setSecureContext(found);
    this.#used = found;
    this.#log.info({ until: this.end() }, 'the API has another certificate');
  }
}
