import { CopyIcon } from './copy.tsx';
import type { Column } from './list.tsx';

/** The UUID of each row, to be taken along; `name` tells the rows from each other. */
export function uuidColumn<T extends { uuid: string }>(name: (row: T) => string): Column<T> {
  return {
    key: 'uuid',
    title: 'UUID',
    cell: (row) => <CopyIcon text={row.uuid} label={`the UUID of ${name(row)}`} />,
    wide: true,
  };
}
