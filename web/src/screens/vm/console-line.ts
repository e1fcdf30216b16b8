import type { Terminal } from '@xterm/xterm';
import { client } from '../../api/client.ts';
import { told } from '../../api/problem.ts';

/** How long after a line has broken the next one is tried, ms. */
const againMs = 1500;
/** The ends after which it is not: somebody may not, the VM is gone, nothing was typed for too long. */
const final = new Set([4403, 4404, 4408]);

/** The way to a guest: what is typed goes there, what it says into a terminal. */
export interface Line {
  type: (text: string) => void;
  /** Types from now on in place of who does. */
  take: () => void;
  close: () => void;
}

/** What a line leads to on this side. */
export interface Ends {
  terminal: Terminal;
  /** How the line is, for people. */
  say: (words: string) => void;
  typist: (typist: { user: string; you: boolean }) => void;
}

/** Opens the serial console of a VM by a ticket that is good once, and again whenever it breaks. */
export function openLine(vm: string, { terminal, say, typist }: Ends): Line {
  let socket: WebSocket | null = null;
  let closed = false;
  const send = (data: string | Uint8Array<ArrayBuffer>): void => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(data);
  };
  const type = (text: string): void => send(new TextEncoder().encode(text));
  const typing = terminal.onData(type);

  async function connect(): Promise<void> {
    const { data } = await client.GET('/api/openstack-instances/{uuid}/console/', { params: { path: { uuid: vm } } });
    if (data === undefined || closed) return;
    socket = new WebSocket(data.url);
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('open', () => {
      // what the guest has said before comes once more
      terminal.reset();
      say('Connected.');
    });
    socket.addEventListener('message', ({ data: message }: MessageEvent<string | ArrayBuffer>) => {
      if (typeof message === 'string') typist(JSON.parse(message));
      else terminal.write(new Uint8Array(message));
    });
    socket.addEventListener('close', ({ code, reason }) => {
      if (closed) return;
      if (final.has(code)) return say(`Ended: ${reason}`);
      again(reason === '' ? 'The line broke.' : reason);
    });
  }

  function again(why: string): void {
    say(`${why} It is opened again.`);
    setTimeout(open, againMs);
  }

  function open(): void {
    if (!closed) connect().catch((error: unknown) => again(told(error).message));
  }

  open();
  return {
    type,
    take: () => send(JSON.stringify({ type: 'take' })),
    close() {
      closed = true;
      typing.dispose();
      socket?.close();
    },
  };
}
