import { readFile, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { replaceFile } from '../../common/files.ts';
import type { GuestReport } from '../driver.ts';
import { runConfined } from './confine.ts';
import type { HostNames } from './host.ts';

const everyMs = 500;
const answerWithinS = 2;

export interface SshTarget {
  router: string;
  address: string;
}

/**
 * Finds out when ssh answers in guests that have no agent of ours, from inside their router, and reads their host keys
 * on the way. Nothing announces a listening port to the outside, so this asks until it answers or the guest ends. Who is
 * asked stands in the guest's directory, so that a later process goes on.
 */
export class SshProbe {
  readonly #names: HostNames;
  readonly #report: (guest: string, report: GuestReport) => void;
  readonly #asking = new Map<string, AbortController>();
  readonly #targets = new Map<string, SshTarget>();

  constructor(names: HostNames, report: (guest: string, report: GuestReport) => void) {
    this.#names = names;
    this.#report = report;
  }

  /** Begins to ask; the guest has its directory by now. */
  async begin(guest: string, target: SshTarget): Promise<void> {
    await replaceFile(this.#file(guest), JSON.stringify(target), 0o600);
    this.#follow(guest, target);
  }

  /** Asks anew in a guest that boots again, if ssh is all that it is known by. */
  again(guest: string): void {
    const target = this.#targets.get(guest);
    if (target !== undefined) this.#follow(guest, target);
  }

  /** Goes on asking for the guests that a former process has begun with. */
  async resume(): Promise<void> {
    for (const guest of await readdir(dirname(this.#names.guestDir('x'))).catch(() => [])) {
      const text = await readFile(this.#file(guest), 'utf8').catch(() => null);
      if (text !== null) this.#follow(guest, JSON.parse(text) as SshTarget);
    }
  }

  /** Asks no more, for good: the guest has ended. */
  async forget(guest: string): Promise<void> {
    this.#targets.delete(guest);
    await this.#endAsking(guest);
  }

  async #endAsking(guest: string): Promise<void> {
    this.#asking.get(guest)?.abort();
    this.#asking.delete(guest);
    await rm(this.#file(guest), { force: true });
  }

  /** Lets go; a later process may resume. */
  stop(): void {
    for (const control of this.#asking.values()) control.abort();
    this.#asking.clear();
  }

  #file(guest: string): string {
    return join(this.#names.guestDir(guest), 'probe.json');
  }

  #follow(guest: string, target: SshTarget): void {
    this.#asking.get(guest)?.abort();
    this.#targets.set(guest, target);
    const control = new AbortController();
    this.#asking.set(guest, control);
    void this.#ask(target, control.signal).then(async (hostKeys) => {
      if (hostKeys === null || this.#asking.get(guest) !== control) return;
      await this.#endAsking(guest);
      this.#report(guest, { stage: 'ssh', hostKeys });
    });
  }

  async #ask({ router, address }: SshTarget, signal: AbortSignal): Promise<string[] | null> {
    const namespace = this.#names.routerNamespace(router);
    const keyscan = ['ssh-keyscan', '-T', String(answerWithinS), '-t', 'ed25519,ecdsa,rsa', address];
    while (!signal.aborted) {
      const limits = { uid: this.#names.readerUid, namespace };
      const options = { check: false, timeoutMs: 15_000 };
      const { stdout } = await runConfined(keyscan, limits, options).catch(() => ({ stdout: '' }));
      const keys = stdout.split('\n').flatMap((line) => hostKey(line));
      if (keys.length > 0) return keys;
      await delay(everyMs, undefined, { signal, ref: false }).catch(() => {});
    }
    return null;
  }
}

/** `address type base64`, as ssh-keyscan prints it; the guest chose the last two. */
function hostKey(line: string): string[] {
  const [, type = '', body = ''] =
    /^\S+ ((?:ssh|ecdsa)-[a-z0-9-]{3,30}) ([A-Za-z0-9+/]{30,2000}={0,2})$/.exec(line) ?? [];
  return type === '' ? [] : [`${type} ${body}`];
}
