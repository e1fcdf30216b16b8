import { z } from 'zod';

const text = z.string();
const none = z.null();
const flag = z.boolean();
const list = z.array(z.object({}));
const amounts = z.record(z.string(), z.number());

/**
 * What Waldur shows of everything that was ordered, and that is always the same here, with its types. `parent_uuid` is left
 * out: its Python client fails on null.
 */
const table = {
  provider_name: [text, 'Slipway'],
  provider_slug: [text, 'slipway'],
  offering_image: [none, null],
  offering_thumbnail: [none, null],
  offering_plugin_options: [z.object({}), {}],
  offering_shared: [flag, true],
  offering_billable: [flag, true],
  offering_components: [list, []],
  category_icon: [text, ''],
  options: [none, null],
  report: [list, []],
  endpoints: [list, []],
  limit_usage: [amounts, {}],
  is_usage_based: [flag, false],
  is_limit_based: [flag, false],
  downscaled: [flag, false],
  paused: [flag, false],
  restrict_member_access: [flag, false],
  user_requires_reconsent: [flag, false],
  username: [none, null],
  renewal_date: [none, null],
  error_traceback: [text, ''],
} satisfies Record<string, [z.ZodType, unknown]>;

type Table = typeof table;
const columns = (index: 0 | 1) => Object.fromEntries(Object.entries(table).map(([key, pair]) => [key, pair[index]]));

export const constantSchema = columns(0) as { [K in keyof Table]: Table[K][0] };
export const constants = columns(1) as { [K in keyof Table]: z.input<Table[K][0]> };
