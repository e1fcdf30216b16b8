import type { ProblemKind } from './kind.ts';

/** What becomes of orders and of the runs behind them. */
export const orders = {
  rejected: {
    status: null,
    exit: 'denied',
    meaning: 'Whoever approves orders has rejected this one.',
    remedy: 'Ask who rejected it, then place another order.',
  },
  unlinked: {
    status: null,
    exit: 'failed',
    meaning: 'The operator has given up what the order was to make.',
    remedy: 'Order anew what you need.',
  },
  interrupted: {
    status: null,
    exit: 'interrupted',
    meaning: 'It was interrupted: by whoever waited, by a cancellation, or at the end of its time.',
    remedy: 'Nothing to do: it was cancelled or has run out of time.',
  },
  'step-deadline': {
    status: null,
    exit: 'failed',
    meaning: 'A step of the run has taken longer than it may.',
    remedy: 'Retry; if it happens again, look at the load of the machine.',
  },
  internal: {
    status: 500,
    exit: 'failed',
    meaning: 'A fault of Slipway itself.',
    remedy: 'Try again. If it fails again, tell the operator the reference: the log has the details under it.',
  },
} as const satisfies Record<string, ProblemKind>;
