import { api, type Schemas } from '../../api/client.ts';
import { useProject } from '../../frame/project.ts';
import type { Action } from '../../parts/actions.tsx';
import { FormDialog } from '../../parts/form.tsx';

type Order = Pick<Schemas['OrderItem'], 'uuid' | 'state' | 'awaits_approval' | 'resource_name'>;

/** What can be done with an order as it stands. */
export function useOrderActions(): (order: Order) => Action[] {
  const { may } = useProject();
  const retry = api.useMutation('post', '/api/marketplace-orders/{uuid}/retry/');
  const cancel = api.useMutation('post', '/api/marketplace-orders/{uuid}/cancel/');
  const remove = api.useMutation('delete', '/api/marketplace-orders/{uuid}/');
  const approve = api.useMutation('post', '/api/marketplace-orders/{uuid}/approve_by_consumer/');
  const reject = api.useMutation('post', '/api/marketplace-orders/{uuid}/reject_by_consumer/');
  return ({ uuid, state, awaits_approval: waits, resource_name: name }) => {
    const params = { path: { uuid } };
    const nobody = waits ? null : 'The order waits for nobody.';
    const erred = state === 'Erred' ? null : 'The order has not failed.';
    const open = state === 'Creating' ? null : 'The order has ended.';
    const refuse = (
      <FormDialog
        title={`Reject the order of ${name}`}
        submit="Reject"
        danger
        fields={[{ name: 'error_message', label: 'Why', optional: true }]}
        send={({ error_message: words }) => reject.mutateAsync({ params, body: { error_message: String(words) } })}
      />
    );
    return [
      { label: 'Approve', why: may('ORDER.APPROVE') ?? nobody, run: () => approve.mutateAsync({ params }) },
      { label: 'Reject', why: may('ORDER.REJECT') ?? nobody, dialog: () => refuse },
      { label: 'Retry', why: may('ORDER.CREATE') ?? erred, run: () => retry.mutateAsync({ params }) },
      { label: 'Cancel', why: may('ORDER.CANCEL') ?? open, run: () => cancel.mutateAsync({ params }) },
      { label: 'Delete', why: may('ORDER.DESTROY') ?? erred, run: () => remove.mutateAsync({ params }), color: 'red' },
    ];
  };
}
