import { z } from 'zod';
import { invalid } from '../../common/field-errors.ts';
import { record } from '../../identity/index.ts';
import type { InstanceView } from '../../instances/index.ts';
import { measureConnectivity } from '../../network/index.ts';
import type { ApiContext } from '../context.ts';
import type { Find } from '../http/preconditions.ts';
import { routesOn } from '../http/route.ts';
import type { App } from '../http/app.ts';

const targetBody = z
  .object({
    target: z
      .string()
      .max(100)
      .default('external')
      .describe(
        'external: the way out; fip:ADDRESS: from outside by a floating IP; internal:ADDRESS: by an address of its own',
      ),
  })
  .nullish();

const diagnosisSchema = z
  .object({
    target: z.string(),
    target_address: z.string().nullable(),
    checks: z.array(
      z.object({
        check: z.string(),
        status: z.enum(['ok', 'warn', 'fail', 'skip']).meta({ description: 'skip: an earlier one has failed' }),
        detail: z.string(),
        fix_hint: z.string(),
      }),
    ),
    root_cause: z.string().nullable().meta({ description: 'What has failed first; null: nothing' }),
  })
  .meta({ id: 'ConnectivityDiagnosis' });

/** Checks that are about coming in from outside: they say nothing of the other ways. */
const inward = ['security_group', 'floating_ip', 'ssh', 'key'];

/** The measurement of `diagnose_connectivity` in the form that Waldur's clients ask for it. */
export function diagnoseTargetRoute(
  app: App,
  { db, backend }: Pick<ApiContext, 'db' | 'backend'>,
  find: Find<InstanceView>,
): void {
  routesOn(app, db, { tag: 'Network', find })('POST', '/openstack-instances/:uuid/diagnose_connectivity/', {
    summary: 'Measure whether one way to or from an instance is open, in the form of Waldur',
    body: targetBody,
    answer: {
      status: 200,
      schema: diagnosisSchema,
      body: async ({ actor, found, body }) => {
        const target = body?.target ?? 'external';
        const address = addressOf(target, found);
        // nothing is changed
        record(actor, 'audited');
        const { checks } = await measureConnectivity(db, backend, found.uuid);
        const asked = target.startsWith('fip:') ? checks : checks.filter(({ name }) => !inward.includes(name));
        return {
          target,
          target_address: address,
          checks: asked.map(({ name, ok, measured, remedy }) => ({
            check: name,
            status: ok === null ? ('skip' as const) : ok ? ('ok' as const) : ('fail' as const),
            detail: measured,
            fix_hint: remedy,
          })),
          root_cause: asked.find(({ ok }) => ok === false)?.measured ?? null,
        };
      },
    },
  });
}

/** The address that a target names. Throws `InvalidRequest` unless it is one of the VM, for nothing is measured from within guests. */
function addressOf(target: string, { ports }: InstanceView): string | null {
  if (target === 'external') return null;
  const [, kind = '', address = ''] = /^(fip|internal):(.*)$/.exec(target) ?? [];
  const own = (named: string): string[] =>
    ports.flatMap(({ floating_ip: ip, addresses }) =>
      named === 'fip' ? (ip?.address ?? []) : addresses.map((each) => each.address),
    );
  if (own(kind).includes(address)) return address;
  const all = ['fip', 'internal'].flatMap((named) => own(named).map((each) => `${named}:${each}`));
  throw invalid('target', `Must be one of: ${['external', ...all].join(', ')}.`);
}
