/** How long somebody who looks waits for the answer, ms; the request itself goes on. */
const patienceMs = 2000;
/** When a server is given up, ms. */
const timeoutMs = 20_000;
/** How long an answer holds, ms: publishers put a new file in the place of the old one; of one that did not answer, less. */
const holdsMs = { told: 3_600_000, untold: 60_000 };

interface Asked {
  size: Promise<number | null>;
  /** Until when it holds, epoch ms. */
  until: number;
}

/** How large the files of well-known images are, by what the servers of their publishers say when somebody looks. */
export class DownloadSizes {
  readonly #asked = new Map<string, Asked>();

  /** Bytes; null: the server does not say, or has not yet. `url` is one of the catalogue, which the operator trusts. */
  async of(url: string): Promise<number | null> {
    const known = this.#asked.get(url);
    const asked = known !== undefined && known.until > Date.now() ? known : this.#ask(url);
    const enough = Promise.withResolvers<null>();
    const timer = setTimeout(enough.resolve, patienceMs, null);
    return Promise.race([asked.size, enough.promise]).finally(() => clearTimeout(timer));
  }

  #ask(url: string): Asked {
    const asked: Asked = { size: sizeAt(url), until: Date.now() + timeoutMs };
    this.#asked.set(url, asked);
    void asked.size.then((size) => (asked.until = Date.now() + (size === null ? holdsMs.untold : holdsMs.told)));
    return asked;
  }
}

async function sizeAt(url: string): Promise<number | null> {
  try {
    const headers = { 'accept-encoding': 'identity', 'user-agent': 'slipway' };
    const answer = await fetch(url, { method: 'HEAD', headers, signal: AbortSignal.timeout(timeoutMs) });
    const length = Number(answer.headers.get('content-length') ?? Number.NaN);
    return answer.ok && length > 0 ? length : null;
  } catch {
    // it is told as not known, and why is told by the download itself
    return null;
  }
}
