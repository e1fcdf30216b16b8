import type { Presenter } from '../../dialects/dialect.ts';
import { shown, type Values } from './example-of.ts';
import { identity, of, timeOf } from './fields.ts';
import { ids } from './ids.ts';

const secret = '8f14e45fceea167a5a36dedd4bea2543b1f3c9d0';
const prefix = '8f14e4';
const permissions = ['ORDER.CREATE', 'INSTANCE.POWER'];
const address = '198.51.100.7';

/** Users, and what is a user's own. */
export function accountValues(as: Presenter): Values {
  return { ...userValues(as), ...keyValues(as), ...tokenValues(as) };
}

function userValues(as: Presenter): Values {
  const joined = timeOf(as)(-9000);
  const user = {
    username: 'ada',
    slug: 'ada',
    full_name: 'Ada Lovelace',
    first_name: 'Ada',
    last_name: 'Lovelace',
    email: 'ada@acme.example',
    is_active: true,
    date_joined: joined,
    agreement_date: joined,
    registration_method: 'default',
    affiliations: [],
    identity_provider_fields: [],
  };
  return {
    ...identity(as, 'User', 'users', ids.user),
    ...of('User', user),
    ...identity(as, 'Me', 'users', ids.user),
    ...of('Me', {
      ...user,
      permissions: shown,
      projects: [as.id(ids.project)],
      token: secret,
      token_expires_at: timeOf(as)(365 * 86_400),
      ip_address: address,
    }),
  };
}

function keyValues(as: Presenter): Values {
  return {
    ...identity(as, 'SshKey', 'keys', ids.key, 'ada@laptop'),
    ...of('SshKey', {
      type: 'ssh-ed25519',
      expires: null,
      public_key: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIK1rJc6mXjC8m4p9Jf0n6p1wV4iDkqS0g9mZl2QWc7yE ada@laptop',
      fingerprint_md5: 'c6:24:a8:37:fa:7f:a5:d1:90:09:19:2a:5f:1f:b7:70',
      fingerprint_sha256: 'SHA256:q0JrQm2oNhbkuH4D1yGbqZkXo8e1J4mK9dTzYb3v2rA',
      fingerprint_sha512:
        'SHA512:7dXqR0zJm1uN5cVb2oKf8sTgYhWpEa3iLx6nQr9yBvCkMjHtDwSuPzOeGlF4U1AqI8ZbRmXnKc0TvYsJpLdEoQ',
    }),
  };
}

function tokenValues(as: Presenter): Values {
  const [used, end] = [timeOf(as)(60), timeOf(as)(365 * 86_400)];
  const projects = [as.ref('projects', ids.project)];
  const token = { name: 'ci', kind: 'api', prefix, expires: end, permissions, projects };
  const personal = {
    uuid: as.id(ids.token),
    name: 'ci',
    scopes: permissions,
    allowed_scopes: [{ type: 'project', uuid: as.id(ids.project), name: 'Web site' }],
    allowed_networks: [],
    expires_at: end,
  };
  return {
    ...identity(as, 'Token', 'tokens', ids.token),
    ...of('Token', { ...token, last_used: used, last_used_ip: address }),
    ...identity(as, 'NewToken', 'tokens', ids.token),
    ...of('NewToken', { ...token, token: secret }),
    ...of('PersonalAccessToken', {
      ...personal,
      token_prefix: prefix,
      is_active: true,
      last_used_at: used,
      last_used_ip: address,
      use_count: 1,
    }),
    ...of('NewPersonalAccessToken', { ...personal, token: secret }),
    ...of('TokenScope', { permission: 'ORDER.CREATE', description: 'Order create' }),
    ...of('Login', { token: secret }),
    ...of('LoginLink', { url: `https://cloud.example.org/#link=${secret}` }),
  };
}
