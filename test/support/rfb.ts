import assert from 'node:assert/strict';

/** What a screen shows: its size, and the bytes of its pixels. */
export interface Shown {
  width: number;
  height: number;
  pixels: Buffer;
}

/** Looks once at the screen behind a WebSocket, by RFB 3.8: all of it, raw, 32 bits a pixel. */
export async function lookAt(url: string): Promise<Shown> {
  const socket = new WebSocket(url);
  socket.binaryType = 'arraybuffer';
  const parts: Buffer[] = [];
  let heard = Promise.withResolvers<void>();
  let closed: string | null = null;
  socket.addEventListener('message', ({ data }: { data: ArrayBuffer }) => {
    parts.push(Buffer.from(data));
    heard.resolve();
  });
  socket.addEventListener('close', ({ reason }) => {
    closed = reason;
    heard.resolve();
  });
  const take = async (length: number): Promise<Buffer> => {
    while (parts.reduce((sum, part) => sum + part.length, 0) < length) {
      if (closed !== null) throw new Error(`The screen was closed: ${closed}`);
      await heard.promise;
      heard = Promise.withResolvers();
    }
    const all = Buffer.concat(parts.splice(0));
    parts.push(all.subarray(length));
    return all.subarray(0, length);
  };
  assert.equal((await take(12)).toString(), 'RFB 003.008\n');
  socket.send(Buffer.from('RFB 003.008\n'));
  await take((await take(1))[0] ?? 0);
  socket.send(Buffer.from([1]));
  assert.deepEqual([...(await take(4))], [0, 0, 0, 0]);
  socket.send(Buffer.from([1]));
  const init = await take(24);
  await take(init.readUInt32BE(20));
  const [width, height] = [init.readUInt16BE(0), init.readUInt16BE(2)];
  const request = Buffer.from([3, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  request.writeUInt16BE(width, 6);
  request.writeUInt16BE(height, 8);
  socket.send(request);
  const pixels = await rectangles((await take(4)).readUInt16BE(2), take);
  socket.close();
  return { width, height, pixels };
}

async function rectangles(count: number, take: (length: number) => Promise<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for (let each = 0; each < count; each++) {
    const head = await take(12);
    all.push(await take(4 * head.readUInt16BE(4) * head.readUInt16BE(6)));
  }
  return Buffer.concat(all);
}
