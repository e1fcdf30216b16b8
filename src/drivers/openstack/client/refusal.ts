import { z } from 'zod';
import { Problem } from '../../../common/problem.ts';
import type { Code } from '../../../common/problems/catalogue.ts';

/** Longest wait that an OpenStack can ask us for, s. */
const MAX_RETRY_AFTER = 60;

/** What was asked, in words: `POST compute /servers`. */
export interface Asked {
  method: string;
  service: string;
  path: string;
}

/** A request that OpenStack has refused, or that nobody has answered. */
export class Refusal extends Problem {
  /** Of the answer; null: there was none. */
  readonly status: number | null;
  /** The word that the service has for it: neutron's type of error, or the key of nova's. */
  readonly type: string;

  constructor(asked: Asked, answer: { status: number | null; type: string; text: string }, as: Kind, cause?: unknown) {
    const { method, service, path } = asked;
    const { status, type, text } = answer;
    const said = status === null ? text : `${status}: ${text}`;
    const { transient = false, retryAfter } = as;
    const options = { transient, ...(retryAfter === undefined ? {} : { retryAfter }), cause };
    super(as.code, `OpenStack answered ${method} ${path} (${service}) with ${said}`, undefined, options);
    this.status = status;
    this.type = type;
  }

  /** Whether the request may have had its effect all the same: nobody knows until it is looked for. */
  get outcomeUnknown(): boolean {
    return this.status === null || this.status >= 500;
  }

  /** Whether the request was not begun, so that any may be repeated. */
  get wasTurnedAway(): boolean {
    return this.status === 429 || (this.status === 413 && this.transient);
  }
}

interface Kind {
  code: Code;
  transient?: boolean;
  retryAfter?: number;
}

/** Words of neutron for what is there already: it is looked up and compared, not tried again. */
const THERE_ALREADY = [
  'MacAddressInUse',
  'IpAddressAlreadyAllocated',
  'SecurityGroupRuleExists',
  'FloatingIPPortAlreadyAssociated',
];

const nova = z.record(z.string(), z.object({ message: z.string(), retryAfter: z.coerce.number().optional() }));
const neutron = z.object({ NeutronError: z.object({ type: z.string(), message: z.string() }) });

/** The refusal that an answer other than 2xx is. */
export function refusalOf(asked: Asked, status: number, body: string, headers: Record<string, unknown>): Refusal {
  const { type, text } = wordsOf(body);
  const retryAfter = waitOf(headers['retry-after']);
  const request = headers['x-openstack-request-id'] ?? headers['x-compute-request-id'];
  const words = typeof request === 'string' ? `${text} (${request})` : text;
  return new Refusal(asked, { status, type, text: words }, kindOf(status, type, text, retryAfter));
}

/** The refusal of a request that was not answered, or not by OpenStack. */
export function unanswered(asked: Asked, text: string, cause?: unknown): Refusal {
  const answer = { status: null, type: '', text };
  return new Refusal(asked, answer, fault('openstack-unreachable', { transient: true }), cause);
}

function kindOf(status: number, type: string, text: string, retryAfter: number | null): Kind {
  const wait = retryAfter === null ? {} : { retryAfter };
  const full = status === 403 && /quota exceeded/i.test(text);
  // cinder says by 413 what it has no room for, and others that too much was asked at once
  if (full || type === 'OverQuota' || (status === 413 && (retryAfter ?? 0) === 0)) return fault('backend-full');
  if (status === 401 || status === 403) return fault('openstack-denied');
  if (status === 406) return fault('openstack-unfit');
  if (status >= 500) return fault('openstack-unreachable', { transient: true, ...wait });
  if ([412, 413, 429].includes(status)) return fault('openstack-busy', { transient: true, ...wait });
  if (status === 409 && !THERE_ALREADY.includes(type)) return fault('openstack-busy', { transient: true });
  return fault('openstack-refused');
}

function fault(code: Code, more: Omit<Kind, 'code'> = {}): Kind {
  return { code, ...more };
}

/** What a body says: JSON in two fashions, or a page of whatever stands in front. */
function wordsOf(body: string): { type: string; text: string } {
  const json = parsed(body);
  const ofNeutron = neutron.safeParse(json).data?.NeutronError;
  if (ofNeutron !== undefined) return { type: ofNeutron.type, text: bounded(ofNeutron.message) };
  const [first] = Object.entries(nova.safeParse(json).data ?? {});
  if (first !== undefined) return { type: first[0], text: bounded(first[1].message) };
  return { type: '', text: bounded(body.replaceAll(/<[^>]*>/g, ' ')) };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

/** For people: one line without control characters. */
function bounded(text: string): string {
  return text
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, 500);
}

/** Seconds, of a number or a date; null: none was said. */
function waitOf(header: unknown): number | null {
  if (typeof header !== 'string') return null;
  const seconds = /^\d+$/.test(header) ? Number(header) : Math.ceil((Date.parse(header) - Date.now()) / 1000);
  return Number.isNaN(seconds) ? null : Math.min(Math.max(seconds, 0), MAX_RETRY_AFTER);
}
