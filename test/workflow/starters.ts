import assert from 'node:assert/strict';
import { backupStarters } from './backup-starters.ts';
import { copyStarters } from './copy-starters.ts';
import { deletedStarters } from './deleted-starters.ts';
import { imageStarter } from './image-starter.ts';
import type { Rig } from './rig.ts';
import { snapshotStarters } from './snapshot-starters.ts';
import { volumeStarters } from './volume-starters.ts';
import {
  requestFlavor,
  requestFloatingIps,
  requestGroups,
  requestPorts,
  requestRebuild,
  requestRescue,
  requestUnrescue,
} from '../../src/actions/index.ts';

/** One run of a workflow that is about to begin, with all that it needs made and nothing failing so far. */
export interface Start {
  /** Begins the run as a request does: reservation and run in one transaction. Returns the run's UUID. */
  begin: () => Promise<string>;
  /** Takes away what `Starter.prepare` and the run have made, however the run has ended; what is gone is fine. */
  clear?: () => Promise<void>;
}

/** How the laws begin runs of a kind of workflow. */
export interface Starter {
  /** An instance that stands ready, running (`on`) or not (`off`), shared by one law after the other. */
  instance?: 'on' | 'off';
  /** Makes what else the run needs. `instance` is the UUID of the one that was asked for, else empty. */
  prepare: (rig: Rig, instance: string) => Promise<Start> | Start;
  /** A run that failed or was cancelled stays where it is: its owner tries again until it is through. */
  forward?: true;
}

/** Every kind of workflow there is: one without a starter fails the laws. */
export const starters: Record<string, Starter> = {
  'instance.create': {
    prepare: (rig) => {
      let instance: string | undefined;
      return {
        begin: async () => {
          const order = await rig.order();
          ({ instance } = order);
          return order.run;
        },
        clear: async () => {
          if (instance !== undefined) await rig.remove(instance);
        },
      };
    },
  },
  'instance.delete': {
    forward: true,
    prepare: async (rig) => {
      const instance = await rig.instance();
      return { begin: () => rig.terminate(instance), clear: () => rig.remove(instance) };
    },
  },
  'instance.start': { instance: 'off', prepare: power('instance.start') },
  'instance.stop': { instance: 'on', prepare: power('instance.stop') },
  'instance.restart': { instance: 'on', prepare: power('instance.restart') },
  'instance.resize': {
    // one of its own: what has grown does not shrink again
    prepare: async (rig) => {
      const instance = await rig.instance();
      assert.equal(await rig.ended(await rig.power('instance.stop', instance)), 'succeeded');
      const begin = () => rig.request(instance, (...request) => requestFlavor(...request, rig.catalogue.small));
      return { begin, clear: () => rig.remove(instance) };
    },
  },
  'instance.rebuild': {
    instance: 'on',
    prepare: (rig, instance) => ({
      begin: () =>
        rig.request(instance, (...request) => requestRebuild(...request, { image: rig.catalogue.tiny.image })),
    }),
  },
  'instance.rescue': {
    instance: 'on',
    prepare: (rig, instance) => ({ begin: () => rescue(rig, instance), clear: () => leaveRescue(rig, instance) }),
  },
  'instance.unrescue': {
    instance: 'on',
    prepare: async (rig, instance) => {
      assert.equal(await rig.ended(await rescue(rig, instance)), 'succeeded');
      return { begin: () => rig.request(instance, requestUnrescue), clear: () => leaveRescue(rig, instance) };
    },
  },
  ...volumeStarters,
  ...snapshotStarters,
  ...backupStarters,
  ...copyStarters,
  ...deletedStarters,
  'instance.create_image': imageStarter,
  // one port for another: the first goes with its address, and one with an address that was asked for comes
  'instance.update_ports': {
    instance: 'on',
    prepare: async (rig, instance) => {
      const { subnet } = rig.tenant;
      const taken = await rig.db.selectFrom('address').select('address').where('subnet', '=', subnet).execute();
      // far from those that are given out next
      const free = Array.from({ length: 100 }, (_, index) => `10.0.1.${250 - index}`);
      const address = free.find((each) => !taken.some((one) => one.address === each)) ?? assert.fail('all are taken');
      const ports = [{ at: [], subnet, fixedIps: [{ at: [], address }] }];
      return {
        begin: () => rig.request(instance, (...request) => requestPorts(...request, ports)),
        clear: async () => {
          const query = rig.db.selectFrom('instance').select('state').where('uuid', '=', instance);
          if ((await query.executeTakeFirstOrThrow()).state === 'TERMINATED') return;
          const floatingIps = [{ at: [], subnet, floatingIp: null }];
          const back = await rig.request(instance, (...request) => requestFloatingIps(...request, floatingIps));
          assert.equal(await rig.ended(back), 'succeeded');
        },
      };
    },
  },
  'instance.update_network': {
    instance: 'on',
    prepare: (rig, instance) => ({
      begin: () => rig.request(instance, (...request) => requestGroups(...request, [])),
    }),
  },
};

/** A run on the standing instance that reserves nothing: its row says UPDATING until the run has ended. */
function power(kind: Parameters<Rig['power']>[0]): Starter['prepare'] {
  return (rig, instance) => ({ begin: () => rig.power(kind, instance) });
}

function rescue(rig: Rig, instance: string): Promise<string> {
  return rig.request(instance, (...request) => requestRescue(...request, undefined));
}

async function leaveRescue(rig: Rig, instance: string): Promise<void> {
  const query = rig.db.selectFrom('instance').select('rescue_image').where('uuid', '=', instance);
  if ((await query.executeTakeFirstOrThrow()).rescue_image === null) return;
  assert.equal(await rig.ended(await rig.request(instance, requestUnrescue)), 'succeeded');
}

/** The starter of a kind, or the failure of the suite. */
export function starterOf(kind: string): Starter {
  const starter = starters[kind];
  assert.ok(starter, `workflow ${kind} has no starter: add one to test/workflow/starters.ts`);
  return starter;
}
