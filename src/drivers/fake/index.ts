import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  BackendFacts,
  BackendObject,
  Driver,
  DriverEvent,
  GuestSpec,
  GuestState,
  ImageFacts,
  ImageSpec,
  Progress,
  RouterSpec,
  VolumeSpec,
} from '../driver.ts';

const kinds = ['guest', 'volume', 'router', 'image'] as const;
type Kind = (typeof kinds)[number];

/**
 * A backend that runs nothing: for tests of everything above a driver. Its world is files below `dir`, so that it
 * survives kill -9 as a host would. `fault` may throw or wait, by the name of the method, before and after its effect.
 */
export class FakeDriver implements Driver {
  readonly kind = 'fake';
  readonly #dir: string;
  #report: (event: DriverEvent) => void = () => {};
  fault: (method: string, when: 'before' | 'after', id: string) => Promise<void> | void = () => {};

  constructor(dir: string) {
    this.#dir = dir;
  }

  async start(report: (event: DriverEvent) => void): Promise<void> {
    this.#report = report;
    for (const kind of kinds) await mkdir(join(this.#dir, kind), { recursive: true });
    for (const guest of await this.#list('guest')) if ((await this.guestState(guest)) === 'running') this.#boot(guest);
  }

  stop(): Promise<void> {
    this.#report = () => {};
    return Promise.resolve();
  }

  facts(): Promise<BackendFacts> {
    return Promise.resolve({ accelerator: 'none', evidence: 'The fake driver runs no guests.', version: '1' });
  }

  async ensureImage(image: ImageSpec, progress: Progress): Promise<ImageFacts> {
    await this.#effect('ensureImage', image.id, async () => {
      progress(0.5, 'pretending');
      await this.#put('image', image.id, image);
    });
    return { virtualSizeMiB: 64, bytes: 1024, format: 'qcow2', sha256: image.sha256 ?? '0'.repeat(64) };
  }

  importImage(image: ImageSpec, _file: string, progress: Progress): Promise<ImageFacts> {
    return this.ensureImage(image, progress);
  }

  removeImage(image: string): Promise<void> {
    return this.#effect('removeImage', image, () => this.#remove('image', image));
  }

  createVolume(volume: VolumeSpec): Promise<void> {
    return this.#effect('createVolume', volume.id, () => this.#put('volume', volume.id, volume));
  }

  deleteVolume(volume: string): Promise<void> {
    return this.#effect('deleteVolume', volume, () => this.#remove('volume', volume));
  }

  applyRouter(router: RouterSpec): Promise<void> {
    return this.#effect('applyRouter', router.id, () => this.#put('router', router.id, router));
  }

  removeRouter(router: string): Promise<void> {
    return this.#effect('removeRouter', router, () => this.#remove('router', router));
  }

  async startGuest(guest: GuestSpec): Promise<void> {
    await this.#effect('startGuest', guest.id, () => this.#put('guest', guest.id, { state: 'running', guest }));
    this.#boot(guest.id);
  }

  async stopGuest(guest: string): Promise<void> {
    await this.#effect('stopGuest', guest, async () => {
      if ((await this.guestState(guest)) === 'running') await this.#put('guest', guest, { state: 'stopped' });
    });
    this.#report({ kind: 'guest', guest, state: 'stopped', byGuest: false, reason: 'stopped', at: Date.now() });
  }

  /** For tests: the guest ends as by a kill from outside, or powers itself off. */
  async endGuest(guest: string, byGuest: boolean): Promise<void> {
    await this.#put('guest', guest, { state: 'stopped' });
    this.#report({ kind: 'guest', guest, state: 'stopped', byGuest, reason: 'ended', at: Date.now() });
  }

  resetGuest(guest: string): Promise<void> {
    return this.#effect('resetGuest', guest, () => Promise.resolve());
  }

  removeGuest(guest: string): Promise<void> {
    return this.#effect('removeGuest', guest, () => this.#remove('guest', guest));
  }

  async guestState(guest: string): Promise<GuestState> {
    const text = await readFile(join(this.#dir, 'guest', guest), 'utf8').catch(() => null);
    return text === null ? 'absent' : (JSON.parse(text) as { state: GuestState }).state;
  }

  consoleLog(): Promise<string> {
    return Promise.resolve('');
  }

  receipt(guest: GuestSpec): Promise<{ kind: string; detail: string }[]> {
    return Promise.resolve([{ kind: 'file', detail: join(this.#dir, 'guest', guest.id) }]);
  }

  async inventory(): Promise<BackendObject[]> {
    const objects: BackendObject[] = [];
    for (const kind of kinds) {
      for (const id of await this.#list(kind)) objects.push({ kind, id, detail: join(this.#dir, kind, id) });
    }
    return objects;
  }

  discard(object: BackendObject): Promise<void> {
    return this.#remove(object.kind as Kind, object.id ?? '');
  }

  /** The guest takes its address, answers ssh and ends its first boot, all in the next moment. */
  #boot(guest: string): void {
    setImmediate(() => {
      const at = Date.now();
      this.#report({ kind: 'guest', guest, state: 'running', at });
      this.#report({ kind: 'report', guest, report: { stage: 'network' }, at });
      const hostKeys = ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f'];
      this.#report({ kind: 'report', guest, report: { stage: 'ssh', hostKeys }, at });
      this.#report({ kind: 'report', guest, report: { stage: 'cloud-init', result: 'done', detail: '' }, at });
    });
  }

  async #effect(method: string, id: string, effect: () => Promise<void>): Promise<void> {
    await this.fault(method, 'before', id);
    await effect();
    await this.fault(method, 'after', id);
  }

  async #put(kind: Kind, id: string, content: unknown): Promise<void> {
    const path = join(this.#dir, kind, id);
    // two may put the same thing at once
    const fresh = `${path}.${randomUUID()}.new`;
    await writeFile(fresh, JSON.stringify(content));
    await rename(fresh, path);
  }

  async #remove(kind: Kind, id: string): Promise<void> {
    await rm(join(this.#dir, kind, id), { force: true });
  }

  async #list(kind: Kind): Promise<string[]> {
    return (await readdir(join(this.#dir, kind)).catch(() => [])).filter((name) => !name.endsWith('.new'));
  }
}
