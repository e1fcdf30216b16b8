import { FieldErrors, InvalidRequest } from '../../common/field-errors.ts';
import { parseUuid } from '../../common/uuid.ts';
import type { Tx } from '../../db/index.ts';
import {
  type Actor,
  audit,
  createToken,
  type Permission,
  roomForToken,
  type TokenLimits,
  usableProject,
} from '../../identity/index.ts';

/** What a token is asked for with. */
interface Wish {
  expires?: string | null | undefined;
  permissions?: Permission[] | null | undefined;
  projects?: string[] | null | undefined;
}

/** What a body calls the fields of a wish. */
type Names = Record<keyof Wish, string>;

export const tokenFields: Names = { expires: 'expires', permissions: 'permissions', projects: 'projects' };

/** Makes a token of what was asked for, as far as the token that asks may; throws `InvalidRequest` when more was asked for. */
export async function makeToken(
  tx: Tx,
  actor: Actor,
  name: string,
  wanted: Wish,
  names: Names,
): Promise<{ uuid: string; token: string }> {
  const { expires, ...limits } = await limitsOf(tx, actor, wanted, names);
  await roomForToken(tx, actor.user);
  const token = await createToken(tx, actor.user, name, expires, limits);
  await audit(tx, actor, 'token.create', { object: token.uuid });
  return { uuid: token.uuid, token: token.token };
}

/** What was asked for, never more than the token that asks has; throws `InvalidRequest` when more was asked for. */
async function limitsOf(
  tx: Tx,
  actor: Actor,
  wanted: Wish,
  names: Names,
): Promise<TokenLimits & { expires: Date | null }> {
  const errors = new FieldErrors();
  const limits = {
    expires: endOf(actor, wanted, names, errors),
    permissions: permissionsOf(actor, wanted, names, errors),
    projects: await projectsOf(tx, actor, wanted, names, errors),
    // who has logged in by password may have tokens that last; what a token has made ends with it
    parent: actor.token.kind === 'login' ? null : actor.token.uuid,
  };
  if (!errors.empty) throw new InvalidRequest(errors);
  return limits;
}

function endOf(actor: Actor, { expires }: Wish, names: Names, errors: FieldErrors): Date | null {
  const until = actor.token.kind === 'login' ? null : actor.token.expires;
  const end = expires == null ? until : new Date(expires);
  if (end !== null && end.getTime() <= Date.now()) {
    errors.add([names.expires], 'Lies in the past. Give a later time, or leave it out.');
  } else if (until !== null && end !== null && end > until) {
    const limit = until.toISOString();
    errors.add(
      [names.expires],
      `A token cannot make one that outlives it. Give a time up to ${limit}, or leave it out.`,
    );
  }
  return end;
}

function permissionsOf(
  actor: Actor,
  { permissions: wanted }: Wish,
  names: Names,
  errors: FieldErrors,
): Permission[] | null {
  const most = actor.permissions;
  if (most === null) return wanted ?? null;
  const more = wanted?.filter((permission) => !most.has(permission)) ?? [];
  if (more.length > 0) {
    errors.add(
      [names.permissions],
      `A token cannot make one that may more: it has not ${more.join(', ')}. Leave that out.`,
    );
  }
  return wanted ?? [...most];
}

async function projectsOf(
  tx: Tx,
  actor: Actor,
  { projects: wanted }: Wish,
  names: Names,
  errors: FieldErrors,
): Promise<string[] | null> {
  if (wanted == null) return actor.token.projects === null ? null : [...actor.token.projects];
  const projects: string[] = [];
  for (const [index, reference] of wanted.entries()) {
    const project = parseUuid(reference);
    if (project !== null && (await usableProject(tx, actor, project))) projects.push(project);
    else {
      const remedy = 'GET /api/projects/ lists those that are.';
      errors.add(
        [names.projects, index],
        `Object does not exist: no project of this UUID is available to you. ${remedy}`,
      );
    }
  }
  return projects;
}
