import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { Problem } from '../../src/common/problem.ts';
import type { BackendObject, Driver, DriverEvent, GuestSpec, PortSpec, RouterSpec } from '../../src/drivers/driver.ts';
import { OpenStackDriver } from '../../src/drivers/openstack/index.ts';
import { HostNames } from '../../src/drivers/qemu/host.ts';
import { ImageStore } from '../../src/drivers/qemu/images/index.ts';
import { orderedDriver } from '../../src/server/ordered-driver.ts';
import { eventually } from '../support/wait.ts';
import { Simulator } from './simulator/index.ts';
import type { SimServer, Thing } from './simulator/world.ts';

const log = pino({ level: 'silent' });
/** Tests are less patient. */
export const patience = { lookMs: 40, lostMs: 400, pollMs: 100, buildMs: 800 };

/** An image of somebody else, which systems begin from. */
export const theirs = '11111111-0000-4000-8000-000000000000';

/** An id that is told apart at sight. */
export const idOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

export interface Rig {
  simulator: Simulator;
  driver: Driver;
  events: DriverEvent[];
  /** Servers of ours that there are. */
  alive: () => SimServer[];
  /** Things of ours that neutron has of a kind, in its words. */
  things: (kind: string) => Thing[];
  /** When it was reported. */
  runs: (guest: number) => Promise<unknown>;
  /** Another control plane of the same cloud, which does not lead: what it tells is kept apart. */
  another: (heard?: (event: DriverEvent) => void) => Promise<Driver>;
  /** Between two tests: everything works again, all of ours goes, and nothing of it is left. */
  clear: () => Promise<void>;
  stop: () => Promise<void>;
}

/** A driver on a simulator, called as a control plane calls it. */
export async function startRig(): Promise<Rig> {
  const simulator = await Simulator.start();
  const { world } = simulator;
  const properties = { hw_rescue_device: 'disk', hw_rescue_bus: 'virtio' };
  world.images.set(theirs, { id: theirs, name: 'theirs', status: 'active', tags: [], properties, content: null });
  const directory = mkdtempSync(join(tmpdir(), 'openstack-'));
  // who reads strangers' disks is nobody, and has to reach them
  chmodSync(directory, 0o711);
  const drivers: Driver[] = [];
  const events: DriverEvent[] = [];
  // as the records would say
  const ended = new Set<string>();
  const isEnded = (guests: string[]) => Promise.resolve(guests.filter((guest) => ended.has(guest)));
  const make = async (heard: (event: DriverEvent) => void): Promise<Driver> => {
    const host = { home: directory, cloud: 'c10d', uidBase: 0x70000000, floatingPool: '10.99.1.0/24' } as const;
    const names = new HostNames({ ...host, uplink: null, accelerator: 'auto' });
    const settings = { cloud: host.cloud, env: simulator.env, externalNetwork: null, floatingIps: 1, volumeType: null };
    const driver = orderedDriver(new OpenStackDriver(settings, new ImageStore(names), log, patience));
    await driver.start(heard, () => Promise.resolve(null), isEnded);
    drivers.push(driver);
    return noting(ended, driver);
  };
  const driver = await make((event) => void events.push(event));
  driver.watch?.start();
  const stop = async (): Promise<void> => {
    for (const each of drivers) await each.stop();
    await simulator.stop();
    rmSync(directory, { recursive: true });
  };
  const quotas = { ...world.quotas };
  const clear = async (): Promise<void> => {
    simulator.faults.clear();
    world.fates.splice(0);
    Object.assign(world.quotas, quotas);
    const ids = async (wanted: BackendObject['kind']): Promise<string[]> =>
      (await driver.inventory()).flatMap(({ kind, id }) => (kind === wanted && id !== null ? [id] : []));
    for (const guest of await ids('guest')) await driver.removeGuest(guest);
    await driver.removeRouter(project);
    for (const volume of await ids('volume')) await driver.deleteVolume(volume);
    assert.deepEqual(await driver.inventory(), [], 'nothing is left');
    events.splice(0);
  };
  const runs = (guest: number): Promise<unknown> =>
    eventually('the guest runs', () =>
      events.some((event) => event.kind === 'guest' && event.guest === idOf(100 + guest) && event.state === 'running'),
    );
  const alive = () => world.alive().filter(({ tags }) => tags.includes('slipway-c10d'));
  const things = (kind: string) =>
    [...world.things(kind).values()].filter(({ name }) => name.startsWith('slipway-c10d'));
  return { simulator, driver, events, alive, things, runs, another: (heard = () => {}) => make(heard), clear, stop };
}

/** Notes which guests are to be no more. */
function noting(ended: Set<string>, driver: Driver): Driver {
  return new Proxy(driver, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]): unknown => {
        if (name === 'removeGuest') ended.add(String(args[0]));
        if (name === 'startGuest') ended.delete((args[0] as GuestSpec).id);
        return member.apply(target, args);
      };
    },
  });
}

/** What a call fails of. */
export async function problem(work: Promise<unknown>): Promise<Problem> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof Problem, String(error));
  return error;
}

const project = idOf(1);

/** A project with a network, a subnet and a group, and a port for each of these guests. */
export function routerOf(...guests: number[]): RouterSpec & { ports: PortSpec[] } {
  return {
    id: project,
    slot: 1,
    networks: [
      {
        id: idOf(2),
        slot: 0,
        subnets: [{ id: idOf(3), cidr: '10.1.0.0/24', gateway: '10.1.0.1', dnsNameservers: [] }],
      },
    ],
    groups: [
      {
        id: idOf(4),
        rules: [
          {
            direction: 'ingress',
            ethertype: 'IPv4',
            protocol: 'tcp',
            fromPort: 22,
            toPort: 22,
            cidr: '0.0.0.0/0',
            remoteGroup: null,
          },
          {
            direction: 'egress',
            ethertype: 'IPv4',
            protocol: null,
            fromPort: null,
            toPort: null,
            cidr: null,
            remoteGroup: null,
          },
        ],
      },
    ],
    ports: guests.map((guest) => ({
      id: idOf(1000 + guest),
      network: idOf(2),
      mac: `02:00:00:00:00:${String(guest).padStart(2, '0')}`,
      guestSlot: guest,
      guest: idOf(100 + guest),
      hostname: `vm${guest}`,
      addresses: [{ subnet: idOf(3), address: `10.1.0.${10 + guest}` }],
      groups: [idOf(4)],
      floatingIp: null,
    })),
  };
}

export function guestOf(guest: number): GuestSpec {
  const id = idOf(100 + guest);
  return {
    id,
    slot: guest,
    vcpus: 1,
    memoryMiB: 128,
    image: idOf(5),
    volumes: [{ id: idOf(2000 + guest) }],
    rescue: null,
    router: project,
    ports: [
      { id: idOf(1000 + guest), mac: `02:00:00:00:00:${String(guest).padStart(2, '0')}`, dhcp4: true, dhcp6: false },
    ],
    seed: {
      instanceId: id,
      hostname: `vm${guest}`,
      sshKeys: ['ssh-ed25519 AAAA one', 'ssh-ed25519 BBBB two'],
      userData: '#!/bin/sh\ntrue\n',
      labels: {},
    },
    probeSsh: null,
  };
}

/** All that an order does, in its order. */
export async function bringUp(driver: Driver, guest: number, ...others: number[]): Promise<void> {
  await bringUpHeeding(driver, guest, undefined, ...others);
}

/** The same, until nobody waits for it any more. */
export async function bringUpHeeding(
  driver: Driver,
  guest: number,
  signal: AbortSignal | undefined,
  ...others: number[]
) {
  await driver.applyRouter(routerOf(guest, ...others), signal);
  await driver.createVolume({ id: idOf(2000 + guest), sizeMiB: 128, image: theirs }, signal);
  await driver.startGuest(guestOf(guest), signal);
}

/** What undoes it. */
export async function takeDown(driver: Driver, guest: number): Promise<void> {
  await driver.removeGuest(idOf(100 + guest));
  await driver.deleteVolume(idOf(2000 + guest));
  await driver.removeRouter(project);
}
