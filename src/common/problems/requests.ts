import type { ProblemKind } from './kind.ts';

/** Why a request is refused. */
export const requests = {
  invalid: {
    status: 400,
    exit: 'usage',
    meaning: 'Fields of the request are wrong; the body has each with what is wrong about it.',
    remedy: 'Correct the fields that are named. "--help" of a command shows an example.',
  },
  'unreadable-request': {
    status: 400,
    exit: 'usage',
    meaning: 'The request cannot be read: broken JSON, not UTF-8, nested too deeply, or a text that cannot be stored.',
    remedy: 'Correct the body or the address of the request.',
  },
  'already-taken': {
    status: 400,
    exit: 'conflict',
    meaning: 'A name, address, port or floating IP that the request asks for belongs to something else.',
    remedy: 'Ask for another one, or free it first.',
  },
  'quota-exceeded': {
    status: 400,
    exit: 'capacity',
    meaning: 'The request would take more than the quota or a limit of the project allows.',
    remedy:
      'Delete what is not needed, or ask for a higher quota: "./slipway quota show" and "./slipway quota set" (staff).',
  },
  'no-address-left': {
    status: 400,
    exit: 'capacity',
    meaning: 'The subnet has no free address.',
    remedy: 'Delete what is not needed, or use another subnet.',
  },
  'no-floating-ip-left': {
    status: 400,
    exit: 'capacity',
    meaning: 'The pool of floating IPs is used up.',
    remedy: 'Release one that is not in use, order with floating_ip "none", or ask the operator for a larger pool.',
  },
  'not-authenticated': {
    status: 401,
    exit: 'denied',
    meaning: 'The request came without a token.',
    remedy: 'Send "Authorization: Token TOKEN". For the command line: "./slipway login USER", or set SLIPWAY_TOKEN.',
  },
  'invalid-token': {
    status: 401,
    exit: 'denied',
    meaning: 'The token is unknown, has expired, or its user is no longer active.',
    remedy: 'Log in again: "./slipway login USER", or set SLIPWAY_TOKEN to a valid token.',
  },
  'invalid-login': {
    status: 401,
    exit: 'denied',
    meaning: 'User name and password do not belong together.',
    remedy: 'Check both; an operator sets a new password by "./slipway user password".',
  },
  'login-locked': {
    status: 401,
    exit: 'denied',
    meaning: 'Logging in has failed too often for this user name from this address.',
    remedy: 'Wait for as long as Retry-After says.',
  },
  'permission-denied': {
    status: 403,
    exit: 'denied',
    meaning: 'The user, or the token, lacks a permission.',
    remedy: 'Use a token of a user who may do this, or ask for the role.',
  },
  'not-found': {
    status: 404,
    exit: 'not-found',
    meaning: 'It does not exist, or you may not see it: the two are told apart nowhere.',
    remedy: 'Look for it in the list of its kind.',
  },
  'method-not-allowed': {
    status: 405,
    exit: 'usage',
    meaning: 'The address exists, and takes other methods than this one.',
    remedy: 'Use one of the methods that the header Allow names.',
  },
  'request-timeout': {
    status: 408,
    exit: 'failed',
    meaning: 'The request did not come whole within its time.',
    remedy: 'Send it again, faster.',
  },
  'wrong-state': {
    status: 409,
    exit: 'conflict',
    meaning: 'It cannot be done in the state that things are in.',
    remedy: 'Do what the message says; if something is being done just now, try again when it has ended.',
  },
  'in-use': {
    status: 409,
    exit: 'conflict',
    meaning: 'Something else needs what would be taken away.',
    remedy: 'Delete or change first what the message names.',
  },
  'not-possible': {
    status: 409,
    exit: 'conflict',
    meaning: 'It is not done in this way, whatever state things are in.',
    remedy: 'Do it in the way that the message names.',
  },
  'request-running': {
    status: 409,
    exit: 'conflict',
    meaning: 'A request with the same Idempotency-Key is still running.',
    remedy: 'Try again in a second; the answer will be that of the first request.',
  },
  'answer-not-kept': {
    status: 409,
    exit: 'conflict',
    meaning: 'A request with the same Idempotency-Key was done, and its answer had a secret, which is kept nowhere.',
    remedy: 'Find what was made in the list, and give it another secret with rotate/ under a new key, or delete it.',
  },
  'upload-running': {
    status: 409,
    exit: 'conflict',
    meaning: 'The content of the image is being uploaded by another request.',
    remedy: 'Wait for the end of that upload.',
  },
  'usage-unknown': {
    status: 409,
    exit: 'conflict',
    meaning: 'What the VM takes could not be measured just now.',
    remedy: 'Try again in a few seconds.',
  },
  'changed-meanwhile': {
    status: 412,
    exit: 'conflict',
    meaning:
      'The object is not (any more) as If-Match or If-Unmodified-Since say that it was read: another one has changed it.',
    remedy: 'Read the object anew, look at what has changed, and send its ETag with the change that is still wanted.',
  },
  'body-too-large': {
    status: 413,
    exit: 'usage',
    meaning: 'The body is larger than any request has to be.',
    remedy: 'Send less; the content of an image goes to its own address, PUT …/file/.',
  },
  'unsupported-media-type': {
    status: 415,
    exit: 'usage',
    meaning: 'The type of the body is not one that is read here.',
    remedy: 'Send JSON as application/json, and the content of an image as application/octet-stream.',
  },
  'expectation-failed': {
    status: 417,
    exit: 'usage',
    meaning: 'The header Expect asks for something that the server does not do.',
    remedy: 'Send "Expect: 100-continue", or no such header.',
  },
  'key-reused': {
    status: 422,
    exit: 'usage',
    meaning: 'The Idempotency-Key was used with another request, or by another token.',
    remedy: 'Use a new key for a new request.',
  },
  'too-many-requests': {
    status: 429,
    exit: 'failed',
    meaning: 'More requests come than are let through.',
    remedy: 'Try again later, and more slowly.',
  },
  'headers-too-large': {
    status: 431,
    exit: 'usage',
    meaning: 'The headers of the request are larger than the server reads.',
    remedy: 'Send fewer or shorter headers.',
  },
  'too-many-connections': {
    status: 429,
    exit: 'failed',
    meaning: 'There are as many connections as there may be, from this address or from all together.',
    remedy: 'Close connections that are not needed; the operator may set connections_per_address.',
  },
  'too-many-streams': {
    status: 429,
    exit: 'failed',
    meaning: 'The user follows as many event streams as one user may at a time.',
    remedy: 'End streams that are not needed, or ask for the order now and then instead.',
  },
  'too-many-changes': {
    status: 429,
    exit: 'failed',
    meaning: 'The user has changed, or was refused, more in a short time than one user may.',
    remedy: 'Go on after as long as Retry-After says, and slower; the operator may set changes_per_minute.',
  },
  'too-many-logins': {
    status: 503,
    exit: 'failed',
    meaning: 'More passwords are being checked than the server can work on.',
    remedy: 'Try again in a few seconds.',
  },
} as const satisfies Record<string, ProblemKind>;
