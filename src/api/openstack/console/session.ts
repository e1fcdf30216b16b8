import type { Duplex } from 'node:stream';
import type { RawData, WebSocket } from 'ws';
import { z } from 'zod';
import { Problem } from '../../../common/problem.ts';
import type { Consoles } from './consoles.ts';
import type { ConsoleType } from './tickets.ts';
import type { Seat } from './seats.ts';

/** What a WebSocket ends with: the codes below 4000 are the protocol's, the others resemble HTTP's. */
const ends = { stopping: 1001, denied: 4403, removed: 4404, idle: 4408, stopped: 4409 } as const;
/** So often it is asked whether it may go on, ms; a client that answers nothing for two of these is gone. */
const beats = { lookMs: 2000, pingMs: 30_000 };

/** An RFB client that looks and does nothing sends these all the time: FramebufferUpdateRequest. */
const rfbLook = 3;

const command = z.strictObject({ type: z.literal('take') });

interface Session {
  consoles: Consoles;
  vm: string;
  type: ConsoleType;
  username: string;
  /** Throws a `Problem` when this one may not go on. */
  admit: () => Promise<unknown>;
  /** Ends when nothing has been typed for so long, ms. */
  idleMs: number;
}

/** What one who has a console open may do there. */
interface Hands {
  types: () => boolean;
  take: () => void;
  /** Whether this shows that somebody is there. */
  isDoing: (data: Buffer) => boolean;
  leave: () => void;
}

/**
 * Serves a console until one of both sides ends it. Binary messages are what the guest says and what is typed; texts are JSON: to
 * the client `{"type": "typist", "user", "you"}`, from it `{"type": "take"}`. What somebody types who does not type now is
 * thrown away: they have been told. A screen is RFB and nothing else.
 */
export async function serveConsole(
  socket: WebSocket,
  guest: Duplex,
  session: Session,
  { lookMs, pingMs } = beats,
): Promise<void> {
  const { consoles, type, admit, idleMs } = session;
  const end = (why: keyof typeof ends, reason: string): void => socket.close(ends[why], reason);
  const unfollow = consoles.onClose(() => end('stopping', 'The control plane stops.'));
  const hands = handsOf(socket, session);
  let typed = Date.now();
  let answered = true;
  socket.on('error', () => socket.terminate());
  socket.on('pong', () => (answered = true));
  socket.on('message', (data: RawData, isBinary: boolean) => {
    // who was told to end may go on sending for a while
    if (socket.readyState !== socket.OPEN) return;
    if (hands.isDoing(data as Buffer)) typed = Date.now();
    if (isBinary && hands.types()) pass(socket, guest, data as Buffer);
    if (!isBinary && isTake(data as Buffer)) hands.take();
  });
  const look = async (): Promise<void> => {
    if (Date.now() - typed > idleMs) end('idle', 'Nothing was typed for too long.');
    const why = await whyNotOn(admit);
    if (why !== null) end('denied', why);
  };
  const looking = setInterval(() => void look(), lookMs).unref();
  const pinging = setInterval(() => {
    // who waits until the guest takes what was typed hears nothing
    if (!answered && !socket.isPaused) return socket.terminate();
    answered = false;
    socket.ping();
  }, pingMs).unref();
  const left = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  void left.then(() => guest.destroy());
  await show(guest, socket);
  if (type === 'screen') end('stopped', 'The VM does not run any more.');
  else end('removed', 'The VM is no more.');
  await left;
  clearInterval(looking);
  clearInterval(pinging);
  unfollow();
  hands.leave();
}

/** At a serial console one types at a time; who looks at a screen has an RFB server of their own. */
function handsOf(socket: WebSocket, { consoles, vm, type, username }: Session): Hands {
  if (type === 'screen') return { types: () => true, take() {}, isDoing: ([kind]) => kind !== rfbLook, leave() {} };
  const seat: Seat = { username, tell: (user, you) => socket.send(JSON.stringify({ type: 'typist', user, you })) };
  const { seats, leave } = consoles.sit(vm, seat);
  return { types: () => seats.types(seat), take: () => seats.takeOver(seat), isDoing: () => true, leave };
}

/** One message at a time: what a slow client has not taken waits in `guest`, which has a bound. */
async function show(guest: Duplex, socket: WebSocket): Promise<void> {
  try {
    for await (const data of guest as AsyncIterable<Buffer>)
      await new Promise<void>((resolve) => socket.send(data, () => resolve()));
  } catch {
    // it was closed by whoever has left
  }
}

function pass(socket: WebSocket, guest: Duplex, data: Buffer): void {
  if (guest.destroyed || guest.write(data) || socket.isPaused) return;
  socket.pause();
  guest.once('drain', () => socket.resume());
}

function isTake(data: Buffer): boolean {
  try {
    return command.safeParse(JSON.parse(data.toString())).success;
  } catch {
    return false;
  }
}

/** null: it may go on. While that cannot be found out nobody is sent away. */
async function whyNotOn(admit: () => Promise<unknown>): Promise<string | null> {
  try {
    await admit();
    return null;
  } catch (error) {
    if (!(error instanceof Problem) || error.transient) return null;
    return error.code === 'not-found' ? 'The VM is no more, or not yours any more.' : error.message;
  }
}
