/** What we use of noVNC, which has no types of its own. */
declare module '@novnc/novnc' {
  interface Options {
    shared?: boolean;
  }

  export default class RFB extends EventTarget {
    constructor(target: HTMLElement, channel: WebSocket, options?: Options);
    scaleViewport: boolean;
    background: string;
    /** Presses a key and lets it go; by its X11 keysym. */
    sendKey(keysym: number, code: string | null, down?: boolean): void;
    sendCtrlAltDel(): void;
    focus(): void;
    disconnect(): void;
  }
}
