import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  BackendFacts,
  BackendObject,
  ClaimRoom,
  Driver,
  DriverEvent,
  GuestFault,
  GuestPause,
  GuestReport,
  GuestSpec,
  GuestUsage,
  ImageFacts,
  ImageSpec,
  MeasuredGuest,
  PortFacts,
  Progress,
  RouterSpec,
} from '../driver.ts';
import { kinds } from './host.ts';
import { FakeVolumes } from './volumes.ts';
import { firstBoot, portFacts, usageSince } from './figures.ts';
import { factsOf, type HeldImage } from './holdings.ts';

/**
 * A backend that runs nothing: for tests of everything above a driver. Its world is files below `dir`, so that it
 * survives kill -9 as a host would. `fault` may throw or wait, by the name of the method, before and after its effect.
 */
export class FakeDriver extends FakeVolumes implements Driver {
  readonly builtinImages = true;
  #report: (event: DriverEvent) => void = () => {};
  /** For tests: guests say nothing by themselves but that they run; see `says`. */
  silent = false;

  async start(report: (event: DriverEvent) => void): Promise<void> {
    this.#report = report;
    for (const kind of kinds) await mkdir(join(this.dir, kind), { recursive: true });
    for (const guest of await this.list('guest')) if ((await this.guestState(guest)) === 'running') this.boots(guest);
  }

  stop(): Promise<void> {
    this.#report = () => {};
    this.forgetConsoles();
    return Promise.resolve();
  }

  facts(): Promise<BackendFacts> {
    return Promise.resolve({ accelerator: 'none', evidence: 'The fake driver runs no guests.', version: '1' });
  }

  async ensureImage(image: ImageSpec, progress: Progress, claim: ClaimRoom): Promise<ImageFacts> {
    const path = join(this.dir, 'image', image.id);
    const read = () => readFile(path, 'utf8').then((text) => JSON.parse(text) as HeldImage);
    await this.effect('ensureImage', image.id, async () => {
      progress(0.5, 'pretending');
      const mib = (await read().catch(() => null))?.mib ?? this.disk.imageMiB;
      if (!existsSync(path)) await claim(mib);
      await this.put('image', image.id, { ...image, mib });
    });
    return factsOf(await read());
  }

  importImage(image: ImageSpec, _file: string, progress: Progress, claim: ClaimRoom): Promise<ImageFacts> {
    return this.ensureImage(image, progress, claim);
  }

  removeImage(image: string): Promise<void> {
    return this.effect('removeImage', image, () => this.remove('image', image));
  }

  /** For tests: the network of a project as it was applied last. */
  async router(id: string): Promise<RouterSpec> {
    return JSON.parse(await readFile(join(this.dir, 'router', id), 'utf8')) as RouterSpec;
  }

  /** For tests: what a running guest was started with. */
  async guest(id: string): Promise<GuestSpec> {
    return (JSON.parse(await readFile(join(this.dir, 'guest', id), 'utf8')) as { guest: GuestSpec }).guest;
  }

  applyRouter(router: RouterSpec): Promise<void> {
    return this.effect('applyRouter', router.id, () => this.put('router', router.id, router));
  }

  removeRouter(router: string): Promise<void> {
    return this.effect('removeRouter', router, () => this.remove('router', router));
  }

  startGuest(guest: GuestSpec): Promise<void> {
    return this.effect('startGuest', guest.id, async () => {
      await this.put('guest', guest.id, { state: 'running', guest });
      // it boots, whatever becomes of the call
      this.boots(guest.id);
    });
  }

  async stopGuest(guest: string): Promise<void> {
    await this.effect('stopGuest', guest, async () => {
      if (['running', 'paused'].includes(await this.guestState(guest))) await this.#stopped(guest);
    });
    this.#report({ kind: 'guest', guest, state: 'stopped', byGuest: false, reason: 'stopped', at: Date.now() });
  }

  syncPorts(guest: GuestSpec): Promise<void> {
    return this.#sync('syncPorts', guest);
  }

  syncVolumes(guest: GuestSpec): Promise<void> {
    return this.#sync('syncVolumes', guest);
  }

  #sync(method: string, guest: GuestSpec): Promise<void> {
    return this.effect(method, guest.id, async () => {
      if ((await this.guestState(guest.id)) === 'running')
        await this.put('guest', guest.id, { state: 'running', guest });
    });
  }

  async diagnosePort(router: string, port: string): Promise<PortFacts> {
    const spec = await this.router(router).catch(() => undefined);
    const found = spec?.ports.find(({ id }) => id === port);
    return portFacts(spec, port, found !== undefined && (await this.guestState(found.guest)) === 'running');
  }

  /** For tests: a guest that runs ends as by a kill from outside, or powers itself off. */
  async endGuest(guest: string, byGuest: boolean): Promise<void> {
    const ended = await this.turns.take(guest, async () => {
      const runs = (await this.guestState(guest)) === 'running';
      if (runs) await this.#stopped(guest);
      return runs;
    });
    if (ended) this.#report({ kind: 'guest', guest, state: 'stopped', byGuest, reason: 'ended', at: Date.now() });
  }

  pauseGuest(guest: string): Promise<void> {
    return this.standsStill(guest, { cause: 'no-room', reason: 'disk almost full on the host' });
  }

  /** For tests: a guest that runs stands still from now on. */
  async standsStill(guest: string, pause: GuestPause): Promise<void> {
    await this.turns.take(guest, async () =>
      this.put('guest', guest, { state: 'paused', guest: await this.guest(guest), pause }),
    );
    this.#report({ kind: 'guest', guest, state: 'paused', pause, at: Date.now() });
  }

  /** For tests: something befalls a guest. */
  befalls(guest: string, fault: GuestFault, detail: string): void {
    this.#report({ kind: 'fault', guest, fault, detail, at: Date.now() });
  }

  resumeGuest(guest: string): Promise<boolean> {
    return this.turns.take(guest, async () => {
      if ((await this.pausedGuests()).get(guest)?.cause !== 'no-room') return true;
      if (this.disk.level !== 'ok') return false;
      await this.put('guest', guest, { state: 'running', guest: await this.guest(guest) });
      this.#report({ kind: 'guest', guest, state: 'running', at: Date.now() });
      return true;
    });
  }

  /** For tests: the guest says something of itself, at a time, epoch ms. */
  says(guest: string, report: GuestReport, at = Date.now()): void {
    this.#report({ kind: 'report', guest, report, at });
  }

  resetGuest(guest: string): Promise<void> {
    return this.effect('resetGuest', guest, () => Promise.resolve());
  }

  removeGuest(guest: string): Promise<void> {
    return this.effect('removeGuest', guest, async () => {
      await this.remove('guest', guest);
      this.forgetConsole(guest);
    });
  }

  async guestUsage(guests: MeasuredGuest[]): Promise<Map<string, GuestUsage>> {
    const found = new Map<string, GuestUsage>();
    for (const { id, ports } of guests) {
      if ((await this.guestState(id)) !== 'running') continue;
      const since = Math.floor((await stat(join(this.dir, 'guest', id))).mtimeMs);
      const { volumes } = await this.guest(id);
      found.set(id, usageSince(since, ports, volumes.length));
    }
    return found;
  }

  receipt(guest: GuestSpec): Promise<{ kind: string; detail: string }[]> {
    return Promise.resolve([{ kind: 'file', detail: join(this.dir, 'guest', guest.id) }]);
  }

  async inventory(): Promise<BackendObject[]> {
    const objects: BackendObject[] = [];
    for (const kind of kinds) {
      for (const id of await this.list(kind)) objects.push({ kind, id, detail: join(this.dir, kind, id) });
    }
    return objects;
  }

  async destroyAll(): Promise<void> {
    this.forgetConsoles();
    await rm(this.dir, { recursive: true, force: true });
  }

  async #stopped(id: string): Promise<void> {
    this.endScreens(id);
    await this.put('guest', id, { state: 'stopped', guest: await this.guest(id) });
  }

  /** The guest takes its address, answers ssh and ends its first boot, all in the next moment. */
  protected boots(guest: string): void {
    setImmediate(() => {
      const at = Date.now();
      this.#report({ kind: 'guest', guest, state: 'running', at });
      if (this.silent) return;
      for (const event of firstBoot(guest, at)) this.#report(event);
    });
  }
}
