import { realpathSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Problem } from '../../../common/problem.ts';
import type { HostProcess } from '../../../common/processes.ts';
import { isUuid } from '../../../common/uuid.ts';
import type { HostNames } from '../host.ts';
import { guestProcesses } from './process.ts';

const ANY_ID = '00000000-0000-0000-0000-000000000000';

/** Where guests are found on a host, also those that nobody has followed yet. */
export class GuestPlaces {
  readonly #names: HostNames;

  constructor(names: HostNames) {
    this.#names = names;
  }

  /** The directory of those of all guests. */
  get root(): string {
    return dirname(this.#names.guestDir(ANY_ID));
  }

  /** Refuses what is not a UUID: the directory may be removed with all that is in it. */
  directory(id: string): string {
    if (isUuid(id)) return this.#names.guestDir(id);
    throw new Problem('guest-unknown', `${JSON.stringify(id)} is not the id of a guest`, 'Use the id of an instance.');
  }

  /** The processes of guests, by guest. */
  processes(): Map<string, HostProcess> {
    return guestProcesses(realpathSync(this.#names.settings.home));
  }

  /** The guests that have a directory. */
  async known(): Promise<string[]> {
    return (await readdir(this.root).catch(() => [])).filter(isUuid);
  }

  /** The process and the files of a guest, for people. */
  async receipt(id: string): Promise<{ kind: string; detail: string }[]> {
    const directory = this.directory(id);
    const files = await readdir(directory, { recursive: true }).catch(() => []);
    const process = this.processes().get(id);
    return [
      ...(process === undefined ? [] : [{ kind: 'process', detail: String(process.pid) }]),
      ...files.map((file) => ({ kind: 'file', detail: join(directory, file) })),
    ];
  }
}
