import RFB from '@novnc/novnc';
import { client } from '../../api/client.ts';
import { told } from '../../api/problem.ts';

/** How long after a screen was lost the next one is tried, ms. */
const againMs = 2000;
/** The ends after which it is not: somebody may not, the VM is gone, nothing was done for too long. */
const final = new Set([4403, 4404, 4408]);
const enter = 0xff0d;

/** The screen of a VM, with what can be done at it. */
export interface Screen {
  type: (text: string) => void;
  ctrlAltDel: () => void;
  close: () => void;
}

/** Shows the screen of a VM in `place` by a ticket that is good once, and again whenever it is lost; `say` is told how it is. */
export function openScreen(place: HTMLElement, vm: string, say: (words: string) => void): Screen {
  let rfb: RFB | null = null;
  let closed = false;

  async function connect(): Promise<void> {
    const query = { type: 'screen' } as const;
    const params = { path: { uuid: vm }, query };
    const { data } = await client.GET('/api/openstack-instances/{uuid}/console/', { params });
    if (data === undefined || closed) return;
    const socket = new WebSocket(data.url);
    socket.addEventListener('close', ({ code, reason }) => {
      if (closed) return;
      if (final.has(code)) say(`Ended: ${reason}`);
      else again(reason === '' ? 'The line broke.' : reason);
    });
    place.replaceChildren();
    rfb = new RFB(place, socket, { shared: true });
    rfb.scaleViewport = true;
    rfb.background = '#000';
    rfb.addEventListener('connect', () => {
      say('Connected.');
      rfb?.focus();
    });
  }

  function again(why: string): void {
    say(`${why} It is opened again.`);
    setTimeout(open, againMs);
  }

  function open(): void {
    if (!closed) connect().catch((error: unknown) => again(`${told(error).message} ${told(error).remedy}`));
  }

  open();
  return {
    type(text) {
      for (const each of text) rfb?.sendKey(keysym(each), null);
    },
    ctrlAltDel: () => rfb?.sendCtrlAltDel(),
    close() {
      closed = true;
      rfb?.disconnect();
    },
  };
}

/** X11 has Latin-1 as it is, and all else of Unicode above a mark. */
function keysym(character: string): number {
  const point = character.codePointAt(0) ?? 0;
  if (character === '\n') return enter;
  return point < 0x100 ? point : 0x0100_0000 + point;
}
