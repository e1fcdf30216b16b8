import { Problem } from '../../../common/problem.ts';
import type { Description, Descriptions } from './description.ts';

const limits =
  'A token makes none that may more or lives longer than itself, and those end with it; a login may make any.';
const rotate: Description = {
  does: 'Gives a token another secret; the old one ends at once. Name, permissions and end stay. A token can rotate itself and those that it has made; a login, all.',
  needs: 'ACCOUNT.UPDATE',
  answers: {
    201: 'The token with its new secret: the only time that it can be read.',
    409: 'The token that asks has not made this one.',
  },
  refuses: {
    409: new Problem(
      'not-possible',
      'A token rotates only itself and those that it has made. Log in to rotate others.',
    ),
  },
};
const revoke: Description = {
  does: 'Revokes a token, and all that were made by it; one of a login ends that. Requests that carry one of them get 401 from now on.',
  needs: 'ACCOUNT.UPDATE',
  answers: { 204: 'It is gone.' },
};

export const account: Descriptions = {
  api_auth_password: {
    does: `Gives a token for a user name and a password. The token ends when it has not been used for 12 hours, and after 30 days. After 4 failures
of one user name from one address it is locked for 10 minutes; \`Retry-After\` says for how many seconds still.`,
    needs: 'nothing',
    answers: {
      200: 'The token, to be sent as `Authorization: Token <token>`.',
      401: 'The name or the password is wrong, or the name is locked from this address.',
      503: 'Too many log in at once: see `Retry-After`. It counts as no failure.',
    },
    refuses: {
      401: new Problem('invalid-login', 'Invalid username/password.'),
      503: new Problem('too-many-logins', 'Too many log in at once.'),
    },
  },
  api_auth_link: {
    does: 'Gives a token for a link that `users/{uuid}/login_link/` has made: the same as a password gives. It is used up by it.',
    needs: 'nothing',
    answers: {
      200: 'The token, to be sent as `Authorization: Token <token>`.',
      401: 'The link is unknown, was used, or is too old.',
    },
    refuses: { 401: new Problem('invalid-login-link', 'The link is unknown, was used already, or is too old.') },
  },
  api_auth_logout: {
    does: 'Ends the token that the request came with.',
    needs: 'token',
    answers: { 204: 'The token is none any more.' },
  },
  keys_list: { does: 'Your ssh keys, by name.', needs: 'token' },
  keys_retrieve: { does: 'One of your ssh keys, with its fingerprints.', needs: 'own' },
  keys_create: {
    does: 'Keeps an ssh key, so that orders can name it. Without a name it gets that of its comment, else its fingerprint. One that a token with limits or an end has stored is gone with that token.',
    needs: 'ACCOUNT.UPDATE',
    answers: { 201: 'The key with its fingerprints.' },
  },
  keys_destroy: {
    does: 'Deletes an ssh key. VMs that were made with it keep it.',
    needs: 'ACCOUNT.UPDATE',
    answers: { 204: 'It is gone.' },
  },
  tokens_list: {
    does: 'Your tokens, without their secrets, which nobody can read any more. Logins too (`kind=login`): where each came from, since when there is one, when and from where it was used last, to the minute.',
    needs: 'token',
  },
  tokens_retrieve: { does: 'One of your tokens, without its secret.', needs: 'own' },
  tokens_create: {
    does: `Makes a token for a program. It can be limited to permissions, to projects, and in time. ${limits}`,
    needs: 'ACCOUNT.UPDATE',
    answers: { 201: 'The token with its secret: the only time that it can be read.' },
  },
  tokens_destroy: revoke,
  tokens_rotate: rotate,
  personal_access_tokens_list: {
    does: 'Your tokens for programs that end, in the form of Waldur; `tokens/` lists all.',
    needs: 'token',
  },
  personal_access_tokens_retrieve: { does: 'One of your tokens that end, in the form of Waldur.', needs: 'own' },
  personal_access_tokens_create: {
    does: `Makes a token for a program that ends at \`expires_at\`, limited to permissions and, if wanted, to projects. ${limits}`,
    needs: 'ACCOUNT.UPDATE',
    answers: { 201: 'The token with its secret: the only time that it can be read.' },
  },
  personal_access_tokens_destroy: revoke,
  personal_access_tokens_rotate: rotate,
  personal_access_tokens_available_scopes_list: {
    does: 'The permissions that the token which asks could give to one that it makes.',
    needs: 'token',
  },
};
