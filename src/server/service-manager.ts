import type { Logger } from 'pino';
import { run } from '../common/command.ts';

const notifyMs = 10_000;

/**
 * The service manager that has started us (sd_notify): it hears when we are ready, that we live, and that we stop. Node.js
 * has no datagram sockets of Unix, so `systemd-notify` sends; it is there where systemd is. Without one nothing is sent.
 */
export class ServiceManager {
  readonly #socket = process.env['NOTIFY_SOCKET'] ?? '';
  readonly #watchdogMs: number;
  readonly #log: Logger;
  #watching: NodeJS.Timeout | undefined;

  constructor(log: Logger) {
    this.#log = log;
    const { WATCHDOG_USEC = '', WATCHDOG_PID = `${process.pid}` } = process.env;
    this.#watchdogMs = WATCHDOG_PID === `${process.pid}` ? Number(WATCHDOG_USEC) / 1000 : 0;
    // what we start is not the service
    for (const name of ['NOTIFY_SOCKET', 'WATCHDOG_USEC', 'WATCHDOG_PID']) delete process.env[name];
  }

  /** Shown by `systemctl status`. */
  status(text: string): void {
    void this.#send(`STATUS=${text}`);
  }

  /** From now on we live as long as `answers` resolves, which is asked for four times in what the manager waits. */
  ready(answers: () => Promise<unknown>): void {
    void this.#send('READY=1', 'STATUS=ready');
    if (!(this.#watchdogMs > 0)) return;
    this.#watching = setInterval(() => {
      answers().then(
        () => this.#send('WATCHDOG=1'),
        (error: unknown) => this.#log.warn({ err: error }, 'no sign of life for the service manager'),
      );
    }, this.#watchdogMs / 4).unref();
  }

  stopping(): void {
    clearInterval(this.#watching);
    void this.#send('STOPPING=1', 'STATUS=stopping');
  }

  async #send(...assignments: string[]): Promise<void> {
    if (this.#socket === '') return;
    const env = { ...process.env, NOTIFY_SOCKET: this.#socket };
    await run('systemd-notify', assignments, { env, timeoutMs: notifyMs }).catch((error: unknown) => {
      this.#log.warn({ err: error }, 'the service manager could not be told');
    });
  }
}
