import type { Problem } from '../../../common/problem.ts';
import type { Permission } from '../../../identity/index.ts';
import type { Presenter } from '../../dialects/dialect.ts';

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
  /** An example of what is refused, by the status of the answer: of those that every operation has not. */
  refuses?: Record<number, Problem>;
  /** What the example of the success shows in place of what the object usually looks like; undefined is left out. */
  example?: (as: Presenter) => Record<string, unknown>;
  /** The example of a success that is a text. */
  text?: (as: Presenter) => string;
}

/** By operationId. A list is described for its HEAD, too. */
export type Descriptions = Record<string, Description>;
