import type { Duplex } from 'node:stream';
import { Problem } from '../../common/problem.ts';
import { ConsoleFeed } from '../console-feed.ts';
import type { GuestReport } from '../driver.ts';
import { parseReport } from '../qemu/guest/agent.ts';

const KEYS = /-----BEGIN SSH HOST KEY KEYS-----\r?\n(.*?)-----END SSH HOST KEY KEYS-----/gs;
/** What the agent of our own images says where it has no port of its own. */
const AGENT = /^slipway: (\{.*\})\r?$/gm;
const FINISHED = /Cloud-init v\. \S+ finished at/;
const FAILED = /cloud-init.*(?:\[CRITICAL\]|Traceback \(most recent call last\))/i;
/** A guest may print what it likes: so many keys are listened to. */
const MOST_KEYS = 8;

/**
 * What the console of a guest says of its boot, as our agent or cloud-init prints it: host keys, and that it has ended. The
 * guest is free to write anything there: what is no report and no key is passed over.
 */
export function readBoot(log: string): GuestReport[] {
  const said = agentReports(log);
  if (said.length > 0) return said;
  const reports: GuestReport[] = [];
  const block = [...log.matchAll(KEYS)].at(-1)?.[1];
  const ended = FINISHED.test(log);
  const keys = (block ?? '').split('\n').flatMap((line) => {
    const report = parseReport(JSON.stringify({ stage: 'ssh', hostKeys: [line] }));
    return report?.stage === 'ssh' ? report.hostKeys : [];
  });
  // the keys are printed at the first boot alone; sshd runs before cloud-init ends
  if (block !== undefined || ended) reports.push({ stage: 'ssh', hostKeys: keys.slice(0, MOST_KEYS) });
  if (ended) {
    const result = FAILED.test(log) ? 'degraded' : 'done';
    reports.push({ stage: 'cloud-init', result, detail: '' });
  }
  return reports;
}

/** The last of each stage, in their order; that it has an address is told by others. */
function agentReports(log: string): GuestReport[] {
  const all = [...log.matchAll(AGENT)].flatMap(([, line = '']) => parseReport(line) ?? []);
  return (['ssh', 'cloud-init'] as const).flatMap((stage) => all.findLast((report) => report.stage === stage) ?? []);
}

/** nova's own is an address of its proxy, with a token of its own, which is not ours to give away. */
export function noScreen(): Promise<never> {
  const remedy = 'Use its serial console, or ssh.';
  return Promise.reject(new Problem('no-screen', 'The screen of a VM of an OpenStack cannot be shown here.', remedy));
}

/** A console that says what the guest has said by now, and ends: nova lets nobody type. */
export function heardConsole(log: string): Duplex {
  const feed = new ConsoleFeed();
  feed.say(Buffer.from(log));
  const opened = feed.open();
  feed.end();
  return opened;
}
