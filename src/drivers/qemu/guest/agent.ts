import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { GuestReport } from '../../driver.ts';
import { LineSplitter } from './lines.ts';
import { paced } from './socket.ts';

/** Name of the virtio-serial port in the guest: /dev/virtio-ports/org.slipway.agent.0. */
export const AGENT_PORT = 'org.slipway.agent.0';

const MAX_LINE_BYTES = 8 << 10;
/** An honest guest says a handful of lines in its life; more than this in one second are dropped. */
const MAX_LINES_PER_SECOND = 20;

const hostKey = z
  .string()
  .max(2000)
  .transform((line, context) => publicKey(line) ?? refuse(context));

const report = z.discriminatedUnion('stage', [
  z.object({ stage: z.literal('network') }),
  z.object({ stage: z.literal('ssh'), hostKeys: z.array(hostKey).max(8) }),
  z.object({
    stage: z.literal('cloud-init'),
    result: z.enum(['done', 'degraded', 'error']),
    // Shown to people: no control characters.
    detail: z
      .string()
      .max(1000)
      .transform((text) => text.replaceAll(/\p{C}+/gu, ' ')),
  }),
]);

/**
 * Asks the agent of a guest for its status and passes on what it reports until the socket closes. Guests are hostile:
 * what is not a known report is ignored, and who talks too much is not listened to for a second.
 */
export async function followAgent(socket: Socket, passOn: (report: GuestReport) => void): Promise<void> {
  // An agent that was up before we came says again what it said.
  socket.write('status\n');
  const splitter = new LineSplitter(MAX_LINE_BYTES);
  let [second, lines] = [0, 0];
  for await (const chunk of paced(socket)) {
    const now = Math.floor(performance.now() / 1000);
    if (now !== second) [second, lines] = [now, 0];
    for (const line of splitter.push(chunk)) {
      if (++lines > MAX_LINES_PER_SECOND) break;
      const said = parseReport(line);
      if (said !== null) passOn(said);
    }
    if (lines > MAX_LINES_PER_SECOND) await delay(1000, undefined, { ref: false });
  }
}

/** The report that a line of JSON holds, or null. */
export function parseReport(line: string): GuestReport | null {
  try {
    return report.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}

const KEY_TYPES = ['ssh-ed25519', 'ssh-rsa', 'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521'];

/** `type base64` of an OpenSSH public key without its comment, or null when it is none. */
function publicKey(line: string): string | null {
  const [type = '', body = ''] = line.trim().split(/\s+/);
  if (!KEY_TYPES.includes(type) || !/^[A-Za-z0-9+/]+={0,2}$/.test(body)) return null;
  // The key names its type once more inside: a length, then the name.
  const blob = Buffer.from(body, 'base64');
  if (blob.length < 4 + type.length + 32 || blob.readUInt32BE(0) !== type.length) return null;
  return blob.toString('latin1', 4, 4 + type.length) === type ? `${type} ${body}` : null;
}

function refuse(context: z.RefinementCtx): never {
  context.addIssue({ code: 'custom', message: 'not an SSH public key' });
  return z.NEVER;
}
