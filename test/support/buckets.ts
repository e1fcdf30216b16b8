import { createServer, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after } from 'node:test';
import S3rver from '@20minutes/s3rver';

/** What is in the way of an answer of the storage; null: nothing. */
type Fault = ((answer: ServerResponse, bytes: Buffer) => void) | null;

export interface Bucket {
  /** As the settings name it. */
  settings: { name: string; s3: string; region: string; credentials: string };
  /** In place of the answer to each request that comes from now on. */
  fault: Fault;
}

/** A real server of S3 on this machine with one bucket, behind a way that can be in trouble, until the tests that open it are over. */
export async function openBucket(home: string): Promise<Bucket> {
  const directory = join(home, 's3');
  await mkdir(directory);
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    configureBuckets: [{ name: 'backups' }],
  });
  const { port } = await server.run();
  const way = createServer((incoming, answer) => {
    const { method, url: path, headers } = incoming;
    const onward = request({ host: '127.0.0.1', port, method, path, headers }, (reply) => {
      const parts: Buffer[] = [];
      reply.on('data', (part: Buffer) => parts.push(part));
      reply.on('end', () => {
        if (bucket.fault !== null) return bucket.fault(answer, Buffer.concat(parts));
        answer.writeHead(reply.statusCode ?? 500, reply.headers).end(Buffer.concat(parts));
      });
    });
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => void way.listen(0, '127.0.0.1', resolve));
  const credentials = join(home, 's3.credentials');
  await writeFile(credentials, 'S3RVER S3RVER\n', { mode: 0o600 });
  const s3 = `http://127.0.0.1:${(way.address() as AddressInfo).port}/backups`;
  const bucket: Bucket = {
    settings: { name: 'offsite', s3, region: 'us-east-1', credentials },
    fault: null,
  };
  after(async () => {
    way.closeAllConnections();
    await new Promise((resolve) => way.close(resolve));
    await server.close();
  });
  return bucket;
}
