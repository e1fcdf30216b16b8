import { existsSync } from 'node:fs';
import { chmod, mkdir, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { diskLevel } from '../../../common/disk-room.ts';
import { diskMiB } from '../../../common/files.ts';
import { Problem } from '../../../common/problem.ts';
import { type HostProcess, isAlive } from '../../../common/processes.ts';
import { Turns } from '../../../common/turns.ts';
import type {
  BackendObject,
  DriverEvent,
  GuestPause,
  GuestSpec,
  GuestState,
  GuestUsage,
  Part,
  Told,
  WantedGuest,
} from '../../driver.ts';
import { syncCards } from './cards.ts';
import { GuestCgroup } from './cgroup.ts';
import { GuestConsoles } from './console.ts';
import { growDisk, syncDisks } from './disks.ts';
import { keepSpec, toldGuests } from './kept-spec.ts';
import { lastWords } from './launch.ts';
import { mendParts } from './mend.ts';
import { missingOfGuest } from './parts.ts';
import { GuestPlaces } from './places.ts';
import { hasStopped, isRunning, listenerOf } from './reports.ts';
import { guestFiles, killGuestProcess, RunningGuest } from './running.ts';
import { checkSpec, disksOf } from './spec.ts';
import { type GuestParts, openVolume, startProcess, takeBackImages } from './start.ts';
import { measureGuest } from './usage.ts';

/** From spawning QEMU to its answer; 30 to 70 ms on an idle machine. */
const LAUNCH_MS = 15_000;
const ADOPT_MS = 5000;
/** How often a power button is pressed: a guest that boots does not hear it, one that goes down does not mind. */
const PRESS_EVERY_MS = 1000;
const OUT_OF_MEMORY = 'QEMU took more memory than its guest may have, and the kernel ended it';

/** The guests of this host: one QEMU process each, which outlives this process and is found again by `start`. */
export class Guests {
  readonly consoles: GuestConsoles;
  readonly #parts: GuestParts;
  readonly #places: GuestPlaces;
  readonly #running = new Map<string, RunningGuest>();
  readonly #turns = new Turns();
  #report: (event: DriverEvent) => void = () => {};

  constructor(parts: GuestParts) {
    this.#parts = parts;
    this.#places = new GuestPlaces(parts.names);
    this.consoles = new GuestConsoles((id) => guestFiles(this.#places.directory(id)).console);
  }

  /** Finds the guests that run, connects to them, and reports the state of every known guest and all that follows. */
  async start(report: (event: DriverEvent) => void): Promise<void> {
    this.#report = report;
    const { home } = this.#parts.names.settings;
    // Guests' users walk from the state directory to their own files, but list nothing.
    for (const directory of [home, this.#places.root]) {
      await mkdir(directory, { recursive: true, mode: 0o711 });
      await chmod(directory, (await stat(directory)).mode | 0o011);
    }
    const processes = this.#places.processes();
    const known = await this.#places.known();
    await Promise.all(
      known.map(async (id) => {
        const process = processes.get(id);
        if (process === undefined) return this.#report(hasStopped(id, 'It does not run'));
        const guest = this.#follow(id, process);
        await guest.connect(ADOPT_MS).catch(() => void guest.persist());
        if (guest.pause === null) this.#report(isRunning(id));
      }),
    );
  }

  /** Lets go of all guests; they go on running. */
  async stop(): Promise<void> {
    for (const guest of this.#running.values()) guest.letGo();
    this.#running.clear();
    this.consoles.endAll();
  }

  /**
   * Starts a guest, or leaves a running one alone. Its volumes and the namespace of its router must be there. Throws
   * a transient `guest-not-started` when QEMU does not come up; nothing runs then.
   */
  async startGuest(wanted: GuestSpec): Promise<void> {
    const spec = checkSpec(wanted);
    await this.#turns.take(spec.id, async () => {
      const group = new GuestCgroup(this.#parts.names.settings.cloud, spec.id);
      const running = this.#running.get(spec.id);
      if (running !== undefined && isAlive(running.process)) {
        // Its controller may have been killed just before this.
        group.enter(running.process.pid, spec);
        return;
      }
      await running?.ended;
      const process = this.#places.processes().get(spec.id) ?? (await startProcess(this.#parts, spec));
      const guest = this.#follow(spec.id, process);
      try {
        group.enter(process.pid, spec);
        await guest.connect(LAUNCH_MS);
        await takeBackImages(this.#parts, spec.id);
      } catch (cause) {
        guest.letGo();
        this.#running.delete(spec.id);
        await killGuestProcess(spec.id, process);
        const why = `QEMU did not come up: ${lastWords(guestFiles(this.#places.directory(spec.id)).log)}`;
        throw new Problem('guest-not-started', why, undefined, { transient: true, cause });
      }
      if (guest.pause === null) this.#report(isRunning(spec.id));
    });
  }

  /** Asks the guest to power off, again and again, and after `graceMs` cuts its power. A stopped or unknown guest is fine. */
  async stopGuest(id: string, graceMs: number): Promise<void> {
    await this.inTurn(id, async (guest) => {
      if (guest === undefined) return;
      // one that stands still hears no button
      if (graceMs > 0 && guest.pause === null) {
        const press = () => void guest.execute('system_powerdown').catch(() => {});
        press();
        const pressing = setInterval(press, PRESS_EVERY_MS);
        const timeout = AbortSignal.timeout(graceMs);
        const grace = new Promise<void>((resolve) => timeout.addEventListener('abort', () => resolve()));
        await Promise.race([guest.ended, grace]);
        clearInterval(pressing);
      }
      await guest.cutPower();
      await guest.ended;
    });
  }

  /** Makes the network cards of a running guest those of its ports; see `Driver.syncPorts`. */
  async syncPorts(wanted: GuestSpec): Promise<void> {
    const spec = checkSpec(wanted);
    await this.inTurn(spec.id, async (guest) => {
      if (guest === undefined) return;
      await syncCards(guest, spec.ports, (port) => this.#parts.names.tap(port));
      await keepSpec(this.#places.directory(spec.id), spec);
    });
  }

  /** Makes the disks of a running guest those of its volumes; see `Driver.syncVolumes`. */
  async syncVolumes(wanted: GuestSpec): Promise<void> {
    const spec = checkSpec(wanted);
    await this.inTurn(spec.id, async (guest) => {
      if (guest === undefined) return;
      await syncDisks(guest, disksOf(spec), (volume) => openVolume(this.#parts, volume, spec));
      await takeBackImages(this.#parts, spec.id);
      await keepSpec(this.#places.directory(spec.id), spec);
    });
  }

  /** Grows a volume of a guest, running or not. */
  async growVolume(id: string, volume: string, sizeMiB: number): Promise<void> {
    await this.inTurn(id, async (guest) => {
      const online = guest !== undefined && (await growDisk(guest, volume, sizeMiB * 2 ** 20));
      if (!online) await this.#parts.volumes.grow(volume, sizeMiB);
    });
  }

  /** Does something while the guest is neither started nor stopped; it is given none that does not run. */
  inTurn<T>(id: string, work: (guest: RunningGuest | undefined) => Promise<T>): Promise<T> {
    return this.#turns.take(id, () => work(this.#running.get(id)));
  }

  /** Takes the seed out of a guest whose ssh answers, for it has read it, until it boots again. */
  async takeSeed(id: string): Promise<void> {
    await this.#running.get(id)?.takeSeed();
  }

  /** Resets a running guest. Throws `guest-not-running`. */
  async resetGuest(id: string): Promise<void> {
    const guest = this.#running.get(id);
    if (guest === undefined) {
      throw new Problem('guest-not-running', `The guest ${id} does not run`, 'Start it instead.');
    }
    await guest.execute('system_reset');
  }

  /** Cuts the power, even of a guest that is being stopped with grace, and removes all it had but its volumes. */
  async removeGuest(id: string): Promise<void> {
    const directory = this.#places.directory(id);
    await this.#running.get(id)?.cutPower();
    await this.inTurn(id, async (guest) => {
      await guest?.cutPower();
      await guest?.ended;
      const stray = () => this.#places.processes().get(id);
      for (let left = stray(); left !== undefined; left = stray()) await killGuestProcess(id, left);
      new GuestCgroup(this.#parts.names.settings.cloud, id).remove();
      await rm(directory, { recursive: true, force: true });
      this.consoles.end(id);
    });
  }

  /** Lets a running guest stand still; see `Driver.pauseGuest`. */
  async pauseGuest(id: string): Promise<void> {
    const guest = this.#running.get(id);
    if (guest?.pause === null) await guest.hold();
  }

  /** Sets a guest going that stands still for want of room, if there is some; see `Driver.resumeGuest`. */
  async resumeGuest(id: string): Promise<boolean> {
    const guest = this.#running.get(id);
    if (guest?.pause?.cause !== 'no-room') return true;
    const { free, total } = await diskMiB(dirname(this.#parts.names.volume(id)));
    if (diskLevel(free, total) !== 'ok') return false;
    await guest.resume();
    return true;
  }

  pausedGuests(): Map<string, GuestPause> {
    return new Map([...this.#running].flatMap(([id, { pause }]) => (pause === null ? [] : [[id, pause]])));
  }

  async guestState(id: string): Promise<GuestState> {
    const guest = this.#running.get(id);
    if (guest !== undefined) return guest.pause === null ? 'running' : 'paused';
    return existsSync(this.#places.directory(id)) ? 'stopped' : 'absent';
  }

  /** Every guest that runs or has a directory. */
  async guestStates(): Promise<Map<string, GuestState>> {
    const ids = new Set([...this.#running.keys(), ...(await this.#places.known())]);
    return new Map(await Promise.all([...ids].map(async (id) => [id, await this.guestState(id)] as const)));
  }

  /** What the guests of this host were told to be last, as far as it was kept, and whether they run. */
  told(): Promise<Told['guests']> {
    return toldGuests(this.#places);
  }

  /** The last `bytes` of the serial console, of 1 MiB that are kept; empty when there is none. */
  consoleLog(id: string, bytes: number): Promise<string> {
    return this.consoles.log(id, bytes);
  }

  /** The process of a guest that runs, or null. */
  pidOf(id: string): number | null {
    return this.#running.get(id)?.process.pid ?? null;
  }

  /** What running guests lack, but for their network. */
  missing(guests: WantedGuest[]): Part[] {
    return guests.flatMap((guest) => missingOfGuest(guest, this.pidOf(guest.id), this.#parts.names));
  }

  /** Brings back what a running guest lacks; see `Driver.mendGuest`. */
  async mendGuest(wanted: GuestSpec, parts: Part[]): Promise<void> {
    const spec = checkSpec(wanted);
    await this.inTurn(spec.id, async (guest) => {
      if (guest !== undefined) await mendParts(this.#parts, guest, spec, parts);
    });
  }

  /** What a guest takes and has moved, but for its network; null when it does not run, or does not say. */
  async usage(id: string): Promise<Omit<GuestUsage, 'ports'> | null> {
    const guest = this.#running.get(id);
    return guest === undefined ? null : measureGuest(guest);
  }

  /** The process and the files of a guest, for people. */
  receipt(id: string): Promise<{ kind: string; detail: string }[]> {
    return this.#places.receipt(id);
  }

  /** Every guest that has a directory, or only a process. */
  async inventory(): Promise<BackendObject[]> {
    const details = new Map([...this.#places.processes()].map(([id, { pid }]) => [id, `process ${pid}`]));
    for (const id of await this.#places.known()) details.set(id, this.#places.directory(id));
    return [...details].map(([id, detail]) => ({ kind: 'guest', id, detail }));
  }

  /** Cuts the power of every guest and removes all they had but their volumes. */
  async destroyAll(): Promise<void> {
    const ids = (await this.inventory()).flatMap(({ id }) => id ?? []);
    await Promise.all(ids.map((id) => this.removeGuest(id)));
  }

  #follow(id: string, process: HostProcess): RunningGuest {
    const listener = listenerOf(id, this.#report, this.#parts.bootsAgain);
    const guest = new RunningGuest(id, process, this.#places.directory(id), listener, this.consoles.of(id));
    this.#running.set(id, guest);
    void this.#awaitEnd(guest);
    return guest;
  }

  async #awaitEnd(guest: RunningGuest): Promise<void> {
    const group = new GuestCgroup(this.#parts.names.settings.cloud, guest.id);
    const kills = group.memoryKills();
    const reason = await guest.ended;
    if (this.#running.get(guest.id) === guest) this.#running.delete(guest.id);
    this.#report(hasStopped(guest.id, group.memoryKills() > kills ? OUT_OF_MEMORY : reason));
  }
}
