import type { Permission } from '../../../src/identity/index.ts';
import type { Kind, World } from '../world.ts';

/**
 * Who sees what is called: `public`, without a token; `user`, whoever has one, and only what is theirs; `project`, who has
 * a role in the project or its customer, and staff; `self`, the same, but only the user that it is may change it, and
 * staff; `own`, only the user that it belongs to; `staff`.
 */
export type Scope = 'public' | 'user' | 'project' | 'self' | 'own' | 'staff';

export interface Call {
  scope: Scope;
  /** What the caller must have beside seeing it; left out: nothing. */
  permission?: Permission;
  /** What it takes beside that. */
  also?: Permission;
  /** Whether it takes a login, or staff's token without limits and end: nothing less may become what it makes. */
  whole?: true;
  /** The status of a success. */
  success: number;
  /** What the path names: of the owner, made for this one call where the call uses it up. */
  path?: (world: World) => Promise<Record<string, string>> | Record<string, string>;
  /** Bodies that the owner succeeds with; together they have every field of the schema that is a reference. */
  bodies?: ((world: World) => object)[];
  /** What the texts of a bare list are; else see `bodyFields`. */
  fields?: Record<string, Kind | 'none'>;
  /** In place of JSON. */
  bytes?: string;
  /** Whether it changes nothing, although its method could. */
  reads?: boolean;
  /** Whether it ends the token that it comes with. */
  ends?: boolean;
  /** Takes back what `path` has set up. */
  after?: () => void;
}

export const uuid = (make: (world: World) => Promise<string> | string) => async (world: World) => ({
  uuid: await make(world),
});
export const list: Call = { scope: 'user', success: 200 };
export const read = (kind: Kind): Call => ({ scope: 'project', success: 200, path: uuid(({ owned }) => owned[kind]) });
export const newVm = uuid(async (world) => (await world.makeVm(world.owner)).resource);
export const zone: Call = {
  scope: 'user',
  success: 200,
  path: uuid(async ({ cloud }) => (await cloud.db.selectFrom('cloud').select('uuid').executeTakeFirstOrThrow()).uuid),
};
