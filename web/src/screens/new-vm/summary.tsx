import { Button, Card, Stack, Text, Tooltip } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { Schemas } from '../../api/client.ts';
import { ApiProblem, told } from '../../api/problem.ts';
import { Copy } from '../../parts/copy.tsx';
import { bytes, duration, hourAndMonth, mebibytes } from '../../parts/words.ts';

interface Props {
  check: UseQueryResult<Schemas['Preflight'], unknown>;
  /** What is wrong and stands at no field. */
  elsewhere: string;
  /** So many are ordered. */
  many: number;
  /** The same by other means, by their names. */
  copies: Record<string, string>;
  why: string | null;
  busy: boolean;
}

/** What the order would cost and take, and its button: always in view. */
export function Summary({ check, elsewhere, many, copies, why, busy }: Props) {
  const { data, error } = check;
  const wrong = error instanceof ApiProblem ? error : null;
  const reason = why ?? (error === null ? null : told(error).message);
  return (
    <Card withBorder style={{ position: 'sticky', top: 64, bottom: 0 }} component="aside" aria-label="Summary">
      <Stack gap="xs">
        {data !== undefined && error === null && <Costs check={data} many={many} />}
        {wrong !== null && (
          <Text size="sm" role="status" style={{ whiteSpace: 'pre-wrap' }}>
            {wrong.fields.size === 0 && `${wrong.message} ${wrong.remedy}`}
            {wrong.fields.size > 0 && (elsewhere || 'Something is not right yet: see the fields.')}
          </Text>
        )}
        <Tooltip label={reason} disabled={reason === null} multiline maw={320}>
          <Button
            type="submit"
            loading={busy}
            {...(reason === null ? {} : { 'data-disabled': true, 'aria-disabled': true, title: reason })}
          >
            Order
          </Button>
        </Tooltip>
        {Object.entries(copies).map(([name, text]) => (
          <details key={name}>
            <summary>The same by {name}</summary>
            <Copy block text={text} label={`the order by ${name}`} />
          </details>
        ))}
      </Stack>
    </Card>
  );
}

const leftOf = (left: number | null | undefined): string => (left == null ? 'any' : String(left));

function Costs({
  check: { price: cost, quotas, estimate_ms: estimate, needs_approval: approval, warnings, makes, download },
  many,
}: {
  check: Schemas['Preflight'];
  many: number;
}) {
  const { instances, ram, floating_ips: floating } = quotas;
  const [anHour, aMonth] = hourAndMonth(cost.unit_price, cost.unit, many);
  return (
    <>
      <Text fw={700} size="lg">
        {anHour}
      </Text>
      <Text size="sm">
        {aMonth}
        {many > 1 ? `, for all ${many}` : ''}
      </Text>
      {download !== null && (
        <Text size="sm">
          The image is downloaded first
          {download.size === null ? ', how much is not known until then' : `: ${bytes(download.size)}`}
        </Text>
      )}
      {estimate !== null && <Text size="sm">Ready in about {duration(estimate)}</Text>}
      <Text size="sm">
        {many > 1 ? 'Each makes ' : 'Makes '}
        {makes.volumes.length} disk{makes.volumes.length === 1 ? '' : 's'} of{' '}
        {mebibytes(makes.volumes.reduce((sum, { size }) => sum + size, 0))}
      </Text>
      <Text size="sm" c="dimmed">
        Left of the quota: {leftOf(instances?.left)} VMs, {ram?.left == null ? 'any' : mebibytes(ram.left)} memory,{' '}
        {leftOf(floating?.left)} floating IPs
      </Text>
      {approval && (
        <Text size="sm" fw={600}>
          It waits until somebody approves it.
        </Text>
      )}
      {warnings.map((warning) => (
        <Text key={warning} size="sm" fw={600}>
          {warning}
        </Text>
      ))}
    </>
  );
}
