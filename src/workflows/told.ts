import { type RawBuilder, sql } from 'kysely';
import type { Problem } from '../common/problem.ts';
import type { Tx } from '../db/index.ts';
import type { FinishedRun, WorkflowDefinition } from '../engine/index.ts';
import type { Action } from '../identity/index.ts';
import type { Services } from './context.ts';
import { tellEnd } from './outcomes.ts';

/** Workflows that events call by another word than their own. */
const words: Record<string, string> = {
  'instance.soft_delete': 'instance.delete',
  'volume.soft_delete': 'volume.delete',
  'instance.resize': 'instance.change_flavor',
  'instance.update_ports': 'instance.update-ports',
  // of a run that is older than what it says
  'instance.update_network': 'instance.update-security-groups',
};

/** A workflow whose end is written down as an event, in the transaction that ends it. */
export function told(workflow: WorkflowDefinition<Services>): WorkflowDefinition<Services> {
  return {
    ...workflow,
    succeeded: async (tx, run) => {
      await workflow.succeeded(tx, run);
      await tell(tx, workflow.kind, run, 'succeeded', null);
    },
    unwound: async (tx, run, error) => {
      await workflow.unwound(tx, run, error);
      await tell(tx, workflow.kind, run, error === null ? 'canceled' : 'failed', error);
    },
  };
}

async function tell(
  tx: Tx,
  kind: string,
  { subject, input }: FinishedRun,
  result: 'succeeded' | 'failed' | 'canceled',
  error: Problem | null,
): Promise<void> {
  const { asked, volume } = input as { asked?: string; volume?: string };
  const [noun = ''] = kind.split('.');
  const action = (asked === undefined ? (words[kind] ?? kind) : `${noun}.${asked}`) as Action;
  const object = volume ?? subject;
  const project: RawBuilder<string | null> = sql`(SELECT project FROM ${sql.table(noun)} WHERE uuid = ${object})`;
  await tellEnd(tx, action, { object, project, error }, result);
}
