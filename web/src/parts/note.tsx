import { Alert, Loader, Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type Told, told } from '../api/problem.ts';

interface NoteProps extends Partial<Told> {
  title: string;
  children?: ReactNode;
  onClose?: () => void;
  color?: 'red' | 'green';
}

/** What went wrong and what to do about it; with `onClose` it stays until somebody has read it. */
export function Note({ title, message, remedy, children, onClose, color = 'red' }: NoteProps) {
  const closable = onClose === undefined ? {} : { withCloseButton: true, closeButtonLabel: 'Dismiss', onClose };
  return (
    <Alert color={color} variant="outline" role="alert" title={title} {...closable}>
      {message !== undefined && (
        <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
          {message}
        </Text>
      )}
      {remedy !== undefined && remedy !== '' && (
        <Text size="sm" fw={600}>
          {remedy}
        </Text>
      )}
      {children}
    </Alert>
  );
}

/** What a query has answered; before that, why there is nothing yet. What is older stays when the cloud is away. */
export function Answered<T>({
  query,
  children,
}: {
  query: UseQueryResult<T, unknown>;
  children: (data: T) => ReactNode;
}) {
  if (query.data !== undefined) return children(query.data);
  if (query.error === null) return <Loader role="status" aria-label="Asking the cloud" size="sm" />;
  return <Note title="This cannot be shown" {...told(query.error)} />;
}
