import { Text } from '@mantine/core';
import type { Schemas } from '../../api/client.ts';
import type { Field, Values } from '../../parts/form.tsx';

const ofProjects = (roles: Schemas['Role'][]) => roles.filter(({ content_type: type }) => type === 'project');

/** Asks which role somebody is to have in a project, and until when. */
export const roleFields = (roles: Schemas['Role'][]): Field[] => [
  {
    name: 'role',
    label: 'Role',
    kind: 'choice',
    options: ofProjects(roles).map(({ name }) => ({ value: name, label: name })),
  },
  { name: 'expiration_time', label: 'Until', kind: 'date', optional: true },
];

/** The end of a role as the API takes it: the beginning of a day, in UTC; null: it has none. */
export const endOf = (day: Values[string] | undefined): string | null =>
  day === '' || day === undefined ? null : `${String(day)}T00:00:00Z`;

/** What each role may. */
export function RoleWords({ roles }: { roles: Schemas['Role'][] }) {
  return ofProjects(roles).map(({ name, description }) => (
    <Text key={name} size="xs">
      <b>{name}</b>: {description}
    </Text>
  ));
}
