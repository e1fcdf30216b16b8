export { mayUse, usableProject, visible } from './access.ts';
export { audit } from './audit.ts';
export { looksLikeKey, parsePublicKey, type PublicKey } from './keys.ts';
export { createProject, type Quotas, slugOf } from './projects.ts';
export { type Actor, authenticate, createToken, type Refusal, revokeToken, type TokenRow } from './tokens.ts';
