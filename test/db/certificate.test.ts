import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, test, type TestContext } from 'node:test';
import { TLSSocket } from 'node:tls';
import { onlyCloud } from '../../src/common/cloud-settings.ts';
import { run } from '../../src/common/command.ts';
import { certificateEnd, openDatabase, openPool } from '../../src/db/index.ts';
import { FakeDriver } from '../../src/drivers/fake/index.ts';
import { Clock, type ClockJump } from '../../src/server/clock.ts';
import { measureHost } from '../../src/server/disk-watch.ts';
import { hostChecks } from '../../src/server/host-checks.ts';
import { mended } from '../support/remedy.ts';
import { newDatabase, type TestDatabase } from '../support/databases.ts';
import { newHome, removeHome } from '../support/home.ts';

/** A PostgreSQL that speaks TLS, as the front of one that does not. */
async function listen(database: TestDatabase, home: string, days: number): Promise<Server> {
  const [key, cert] = [join(home, `key-${days}`), join(home, `cert-${days}`)];
  const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-subj', '/CN=localhost'];
  await run('openssl', ['req', '-x509', ...made, '-days', String(days), '-keyout', key, '-out', cert]);
  const identity = { key: await readFile(key), cert: await readFile(cert) };
  const { host, port } = database.connection;
  const server = createServer((socket: Socket) => {
    // the client asks for TLS by 8 bytes, is told yes, and begins
    socket.once('data', () => {
      socket.write('S');
      const plain = new TLSSocket(socket, { isServer: true, ...identity });
      const behind = connect(join(host, `.s.PGSQL.${port}`));
      plain.pipe(behind).pipe(plain);
      for (const each of [socket, plain, behind]) each.on('error', () => behind.destroy());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** What is said when both clocks of the machine have gone on for an hour. */
function inAnHour<T>({ mock }: TestContext, say: () => T): T {
  for (const ticking of [Date, performance]) {
    const then = ticking.now() + 3_600_000;
    mock.method(ticking, 'now', () => then);
  }
  try {
    return say();
  } finally {
    mock.restoreAll();
  }
}

describe('a certificate of the database', () => {
  let database: TestDatabase;
  let home: string;
  before(async () => {
    database = await newDatabase();
    home = await newHome();
  });
  after(async () => {
    await database?.drop();
    await removeHome(home);
  });

  for (const [days, ok] of [
    [13, false],
    [15, true],
  ] as const) {
    test(`that ends ${ok ? 'later' : 'soon'}, in ${days} days, is ${ok ? 'fine' : 'told of'}`, async (context) => {
      const server = await listen(database, home, days);
      const { port } = server.address() as { port: number };
      const pool = openPool({
        ...database.connection,
        host: '127.0.0.1',
        port,
        ssl: { rejectUnauthorized: false },
        max: 1,
      });
      const db = openDatabase(pool);
      try {
        const clock = { jump: (): ClockJump | null => null };
        const certificates = async () => ({ database: await certificateEnd(pool), API: null });
        const driver = new FakeDriver(home);
        await db
          .insertInto('backend')
          .values({ cloud: onlyCloud })
          .onConflict((there) => there.doNothing())
          .execute();
        await measureHost(db, onlyCloud, driver);
        const checked = { db, cloud: onlyCloud, driver, home, clock, certificates };
        const found = (await hostChecks(checked, [])).find(({ name }) => name === 'certificates');
        assert.equal(found?.ok, ok, found?.detail);
        assert.match(found.detail, /^that of the database ends on \d{4}-\d\d-\d\d$/);
        if (ok) return;
        let renewed = false;
        const later = async () => ({ database: renewed ? new Date(Date.now() + 90 * 86_400_000) : null, API: null });
        const look = async (name: string) => {
          const now = { ...checked, certificates: renewed ? later : certificates };
          return (await hostChecks(now, [])).find((check) => check.name === name) ?? assert.fail(name);
        };
        await mended('certificates', /Renew it before/, look, () => {
          renewed = true;
        });
        const { now } = Date;
        const ahead = context.mock.method(Date, 'now', () => now() + 90_000);
        await mended('clock', /Have NTP set the clocks of both machines/, look, () => ahead.mock.restore());
        const ticking = new Clock();
        clock.jump = () => ticking.jump();
        context.mock.method(Date, 'now', () => now() + 90_000);
        await mended('clock', /Nothing is lost: .* Have NTP keep it; this is told for an hour\./, look, () => {
          context.mock.restoreAll();
          ticking.look();
          clock.jump = () => inAnHour(context, () => ticking.jump());
        });
      } finally {
        await db.destroy();
        server.close();
      }
    });
  }

  test('is none where TLS is not spoken', async () => {
    const pool = openPool({ ...database.connection, max: 1 });
    assert.equal(await certificateEnd(pool), null);
    await pool.end();
  });
});
