import { type FSWatcher, watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The lease file in a router's directory; dnsmasq writes it anew with every lease. */
export const LEASES = 'leases';
export const LEASE_SECONDS = 86_400;

/** `at` is when the lease was given, epoch ms; `mac` is null in IPv6, where the server writes down the client's DUID. */
export interface Lease {
  mac: string | null;
  address: string;
  /** What the server answers to, beside what it was told of names: null if nothing. */
  name: string | null;
  at: number;
}

/**
 * Leases of a file of lines `expiry MAC address name client-id`, in IPv6 `expiry IAID address name DUID`; the client's ids
 * are the guest's words, unread.
 */
export function parseLeases(text: string): Lease[] {
  return text.split('\n').flatMap((line) => {
    const [expiry, mac, address, name = '*'] = line.split(' ');
    if (mac === undefined || address === undefined || !/^\d+$/.test(expiry ?? '')) return [];
    const at = (Number(expiry) - LEASE_SECONDS) * 1000;
    return [{ mac: address.includes(':') ? null : mac, address, name: name === '*' ? null : name, at }];
  });
}

/**
 * The text of a lease file with each lease as `change` wants it: as it is, without its name, or not at all. Null when that
 * changes nothing.
 */
export function changedLeases(text: string, change: (lease: Lease) => 'keep' | 'unname' | 'drop'): string | null {
  const lines = text.split('\n').flatMap((line) => {
    const [lease] = parseLeases(line);
    const wanted = lease === undefined ? 'keep' : change(lease);
    if (wanted === 'unname') return [line.replace(/^((?:\S+ ){3})\S+/, '$1*')];
    return wanted === 'keep' ? [line] : [];
  });
  const changed = lines.join('\n');
  return changed === text ? null : changed;
}

/** Reports each lease of a router once: those in the file now, and new ones as dnsmasq writes them. */
export class LeaseWatch {
  readonly #file: string;
  readonly #watcher: FSWatcher;
  readonly #report: (lease: Lease) => void;
  readonly #seen = new Map<string, string>();

  /** `dir` must exist. Errors of the watch itself go to `failed`. */
  constructor(dir: string, report: (lease: Lease) => void, failed: (cause: unknown) => void) {
    this.#file = join(dir, LEASES);
    this.#report = report;
    this.#watcher = watch(dir, (_event, name) => {
      if (name === LEASES) this.read().catch(failed);
    });
    this.#watcher.on('error', failed);
    this.#watcher.unref();
  }

  /** Reads the file; also called by the owner when it has learned of new ports. */
  async read(): Promise<void> {
    const text = await readFile(this.#file, 'utf8').catch(() => '');
    for (const lease of parseLeases(text)) {
      const grant = `${lease.mac} ${lease.at}`;
      if (this.#seen.get(lease.address) === grant) continue;
      this.#seen.set(lease.address, grant);
      this.#report(lease);
    }
  }

  close(): void {
    this.#watcher.close();
  }
}
