import type { Permission } from '../../../identity/index.ts';

/**
 * Who may: `nothing` needs no token; `token` any, and shows what its user may see; `role` a role in the project or customer
 * of what the path names; `own` a token of the user whose it is; `staff` one of staff; or a permission.
 */
export type Need = 'nothing' | 'token' | 'role' | 'own' | 'staff' | Permission;

/** What a reader of the document is told of an operation, beside what its schemas say. */
export interface Description {
  /** What it does, in Markdown. */
  does: string;
  needs: Need;
  /** What an answer means, by its status: that of the success, and whichever do not mean what they always do. */
  answers?: Record<number, string>;
  /** What the example of the success shows in place of what the object usually looks like. */
  example?: Record<string, unknown>;
}

/** By operationId. A list is described for its HEAD, too. */
export type Descriptions = Record<string, Description>;
