export { everyUserMay, mayOperate, mayUse, own, usableProject, visible } from './access.ts';
export { audit } from './audit.ts';
export { looksLikeKey, parsePublicKey } from './keys.ts';
export { createProject, type Quotas, slugOf } from './projects.ts';
export { type Actor, authenticate, createToken, revokeToken } from './tokens.ts';
export { follow, note, type Trail } from './trail.ts';
