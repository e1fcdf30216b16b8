import { api, type Schemas } from '../../api/client.ts';
import { useMe } from '../../api/me.ts';
import { useProject } from '../../frame/project.ts';
import type { Action } from '../../parts/actions.tsx';
import { FormDialog } from '../../parts/form.tsx';

type Order = Pick<Schemas['OrderItem'], 'uuid' | 'unavailable_actions' | 'resource_name' | 'created_by_username'>;

/** What can be done with an order. Whether now, the API says; whether by you, your role. */
export function useOrderActions(): (order: Order) => Action[] {
  const { may } = useProject();
  const me = useMe();
  const retry = api.useMutation('post', '/api/marketplace-orders/{uuid}/retry/');
  const cancel = api.useMutation('post', '/api/marketplace-orders/{uuid}/cancel/');
  const remove = api.useMutation('delete', '/api/marketplace-orders/{uuid}/');
  const approve = api.useMutation('post', '/api/marketplace-orders/{uuid}/approve_by_consumer/');
  const reject = api.useMutation('post', '/api/marketplace-orders/{uuid}/reject_by_consumer/');
  return ({ uuid, unavailable_actions: refused, resource_name: name, created_by_username: by }) => {
    const params = { path: { uuid } };
    const why = (permission: string, action: string): string | null =>
      may(permission) ?? (refused as Record<string, string>)[action] ?? null;
    // who placed an order may withdraw it
    const withdraws = (permission: string): string => (by === me?.username ? 'ORDER.CREATE' : permission);
    const admit = (
      <FormDialog
        title={`Approve the order of ${name}`}
        submit="Approve"
        fields={[{ name: 'comment', label: 'Comment', optional: true, hint: 'It stands in the activity' }]}
        send={({ comment }) => approve.mutateAsync({ params, body: { comment: String(comment) } })}
      />
    );
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
      { label: 'Approve', why: why('ORDER.APPROVE', 'approve'), dialog: () => admit },
      { label: 'Reject', why: why('ORDER.REJECT', 'reject'), dialog: () => refuse },
      { label: 'Retry', why: why('ORDER.CREATE', 'retry'), run: () => retry.mutateAsync({ params }) },
      { label: 'Cancel', why: why(withdraws('ORDER.CANCEL'), 'cancel'), run: () => cancel.mutateAsync({ params }) },
      {
        label: 'Delete',
        why: why(withdraws('ORDER.DESTROY'), 'delete'),
        run: () => remove.mutateAsync({ params }),
        color: 'red',
      },
    ];
  };
}
