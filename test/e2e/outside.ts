import { run } from '../../src/common/command.ts';
import { Peer } from '../network/peer.ts';
import { ownNumber } from '../support/numbers.ts';
import { runId } from '../support/place.ts';

/** A machine beyond this host, as a namespace behind an interface that a cloud can have as its uplink. */
export class Outside {
  readonly uplink: string;
  readonly namespace: string;
  /** Of this host on the uplink, and of the machine. */
  readonly hostAddress: string;
  readonly address: string;
  readonly peer: Peer;

  private constructor() {
    const number = ownNumber();
    const network = `198.19.${number}`;
    this.uplink = `veth-${runId}-${number}`;
    this.namespace = `slipway-${runId}-outside-${number}`;
    this.hostAddress = `${network}.1`;
    this.address = `${network}.2`;
    this.peer = new Peer(this.namespace);
  }

  /** Makes it; it serves TCP on port 80, greeting who comes with the address that it sees. */
  static async create(): Promise<Outside> {
    const outside = new Outside();
    const { uplink, namespace, hostAddress, address } = outside;
    await run('ip', ['netns', 'add', namespace]);
    const host = `link add ${uplink} type veth peer name eth0 netns ${namespace}\naddr add ${hostAddress}/24 dev ${uplink}\n`;
    await run('ip', ['-batch', '-'], { input: `${host}link set ${uplink} up\n` });
    await run('ip', ['-n', namespace, '-batch', '-'], {
      input: `link set lo up\naddr add ${address}/24 dev eth0\nlink set eth0 up\n`,
    });
    await outside.peer.background('serve', '80');
    return outside;
  }

  /** Has it know the way to the floating IPs, as a real router of the uplink's network would. */
  async routeTo(pool: string): Promise<void> {
    await run('ip', ['-n', this.namespace, 'route', 'replace', pool, 'via', this.hostAddress]);
  }

  async destroy(): Promise<void> {
    await this.peer.end();
    await run('ip', ['netns', 'del', this.namespace], { check: false });
  }
}
