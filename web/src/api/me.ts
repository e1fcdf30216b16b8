import { api, type Schemas } from './client.ts';

export function useMe(): Schemas['Me'] | undefined {
  return api.useQuery('get', '/api/users/me/', {}, { refetchInterval: 60_000 }).data;
}

/**
 * Why somebody may not do in a project what takes a permission, by that; null: they may, or it is not known yet. The server decides all
 * the same.
 */
export function useMay(project: string): (permission: string) => string | null {
  const me = useMe();
  const roles = api.useQuery('get', '/api/roles/', {}, { refetchInterval: false }).data;
  const customer = api.useQuery('get', '/api/projects/{uuid}/', { params: { path: { uuid: project } } }).data
    ?.customer_uuid;
  if (me === undefined || roles === undefined || customer === undefined) return () => null;
  const held = me.permissions.filter(({ scope_uuid: scope }) => scope === project || scope === customer);
  const names = held.map(({ role_name: name }) => name);
  const may = new Set(roles.results.filter(({ name }) => names.includes(name)).flatMap((role) => role.permissions));
  return (permission) => {
    if (me.is_staff || may.has(permission)) return null;
    const able = roles.results.filter((role) => role.permissions.includes(permission)).map(({ name }) => name);
    const role = names.length === 0 ? 'You have no role' : `Your role is ${names.join(', ')}`;
    return able.length === 0 ? 'Only staff may.' : `${role} here: ${able.join(', ')} may.`;
  };
}
