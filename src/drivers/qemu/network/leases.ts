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
  at: number;
}

/**
 * Leases of a file of lines `expiry MAC address name client-id`, in IPv6 `expiry IAID address name DUID`; name and the
 * client's ids are the guest's words, unread.
 */
export function parseLeases(text: string): Lease[] {
  return text.split('\n').flatMap((line) => {
    const [expiry, mac, address] = line.split(' ');
    if (mac === undefined || address === undefined || !/^\d+$/.test(expiry ?? '')) return [];
    return [{ mac: address.includes(':') ? null : mac, address, at: (Number(expiry) - LEASE_SECONDS) * 1000 }];
  });
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
