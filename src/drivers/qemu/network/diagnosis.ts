import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PortFacts, PortSpec, RouterSpec, SshAnswer } from '../../driver.ts';
import { runConfined } from '../confine.ts';
import type { HostNames } from '../host.ts';
import { links, routes } from './kernel.ts';
import { answersPing } from './ping.ts';
import { LEASES, parseLeases } from './leases.ts';
import { routerLink } from './router.ts';
import { sshFrom } from '../../ssh-from.ts';

/** For a connection to port 22, and for the first line on it. */
const CONNECT_S = 3;
const BANNER_S = 1;
/** Exits 2 when there is a connection but no line; a name server is never asked, for `$1` is an address. */
const ASK = `exec 3<>"/dev/tcp/$1/22" || exit 1
IFS= read -r -t ${BANNER_S} -n 255 -u 3 line || exit 2
printf %s "$line"`;

/** What can be measured of a port from the host; see `Driver.diagnosePort`. */
export async function measurePort(spec: RouterSpec, port: PortSpec, names: HostNames): Promise<PortFacts> {
  const namespace = names.routerNamespace(spec.id);
  const [found, leases, led, answers, ssh] = await Promise.all([
    links(namespace),
    readFile(join(names.routerDir(spec.id), LEASES), 'utf8').catch(() => ''),
    port.floatingIp === null ? null : routes(names.externalNamespace, routerLink(spec.slot)),
    port.floatingIp === null ? null : answersPing(names.readerUid, port.floatingIp),
    Promise.all(port.addresses.map(({ address }) => askSsh(names.readerUid, namespace, address))),
  ]);
  const flags = found?.get(names.tap(port.id))?.flags;
  const own = new Set(port.addresses.map(({ address }) => address));
  return {
    // A tap has a carrier while QEMU holds its other end.
    link: flags === undefined ? 'absent' : flags.includes('UP') && flags.includes('LOWER_UP') ? 'up' : 'down',
    leases: parseLeases(leases)
      .filter(({ address }) => own.has(address))
      .map(({ address, at }) => ({ address, at })),
    ssh,
    floatingIp:
      port.floatingIp === null
        ? null
        : { address: port.floatingIp, routed: led?.some(({ dst }) => dst === port.floatingIp) === true, answers },
    sshFrom: sshFrom(spec, port),
  };
}

async function askSsh(uid: number, namespace: string, address: string): Promise<SshAnswer> {
  const ask = ['timeout', String(CONNECT_S), 'bash', '-c', ASK, 'ask', address];
  const { code, stdout, stderr } = await runConfined(ask, { uid, namespace }, { check: false });
  // The guest chose it.
  const banner = stdout.replaceAll(/[^\x20-\x7e]+/g, ' ').trim();
  if (code === 0) return { address, answer: banner.startsWith('SSH-') ? 'ssh' : 'no-banner', banner };
  const answer = code === 2 ? 'no-banner' : stderr.includes('refused') ? 'refused' : 'nothing';
  return { address, answer, banner: '' };
}
