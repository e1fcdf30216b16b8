import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type CommandResult, run } from '../../src/common/command.ts';
import { eventually, hangMs } from '../support/wait.ts';

const PEER = fileURLToPath(new URL('peer.pl', import.meta.url));
/** What is not answered for so long is taken for refused, ms: what does not come cannot be waited for. */
const REFUSED_MS = 400;
/** One try to get through, ms. */
const TRY_MS = 10_000;

/** Runs `peer.pl` in a namespace (null: on the host). */
export class Peer {
  readonly namespace: string | null;
  readonly #children = new Set<ChildProcess>();

  constructor(namespace: string | null) {
    this.namespace = namespace;
  }

  #argv(args: string[]): [string, string[]] {
    const prefix = this.namespace === null ? [] : ['ip', 'netns', 'exec', this.namespace];
    const [program = '', ...rest] = [...prefix, 'perl', PEER, ...args];
    return [program, rest];
  }

  /** Runs it to its end; the code tells how it went. */
  once(...args: string[]): Promise<CommandResult> {
    return run(...this.#argv(args), { check: false, timeoutMs: hangMs });
  }

  /** Starts it and waits for its first line. */
  async background(...args: string[]): Promise<Background> {
    const child = spawn(...this.#argv(args), { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#children.add(child);
    const background = new Background(child);
    await background.line();
    return background;
  }

  /** Waits until it gets through; what the server greets with, as ours with the address under which it sees us. */
  reach(address: string, port = 22): Promise<string> {
    return eventually(`port ${port} of ${address}`, async () => {
      const { code, stdout } = await this.once('connect', address, String(port), String(TRY_MS), '0');
      return code === 0 && stdout.trim();
    });
  }

  async isRefused(address: string, port = 22): Promise<boolean> {
    return (await this.once('connect', address, String(port), String(REFUSED_MS), '0')).code !== 0;
  }

  /** A connection that stays open: each line that is said comes back while there is a way, and '' after `echoMs` without. */
  session(address: string, echoMs = REFUSED_MS): Promise<Background> {
    return this.background('connect', address, '22', String(hangMs), String(echoMs));
  }

  /** Waits for an answer to a ping. */
  async ping(address: string): Promise<void> {
    await eventually(`an answer of ${address}`, async () => !(await this.isSilent(address)));
  }

  /** Whether a ping is not answered within 1 s. */
  async isSilent(address: string): Promise<boolean> {
    const argv = ['busybox', 'ping', '-c', '1', '-W', '1', address];
    const prefix = this.namespace === null ? [] : ['ip', 'netns', 'exec', this.namespace];
    const [program = '', ...rest] = [...prefix, ...argv];
    return (await run(program, rest, { check: false })).code !== 0;
  }

  /** Says something to port 80 of an address and returns all that it answers; '' without `patient` when nothing does soon. */
  async talk(address: string, said: string, patient = true): Promise<string> {
    const limit = String(patient ? hangMs : REFUSED_MS);
    return (await this.once('talk', address, '80', limit, Buffer.from(said).toString('hex'))).stdout;
  }

  async end(): Promise<void> {
    for (const child of this.#children) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  }
}

/** A process whose lines are read one by one. */
export class Background {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  constructor(child: ChildProcess) {
    this.#child = child;
    assert.ok(child.stdout);
    this.#lines = child.stdout.setEncoding('utf8').iterator();
  }

  async line(): Promise<string> {
    const next = await this.#lines.next();
    return next.done === true ? '' : next.value.trim();
  }

  async say(line: string): Promise<string> {
    this.#child.stdin?.write(`${line}\n`);
    return this.line();
  }
}
