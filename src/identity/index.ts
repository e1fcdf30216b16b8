export {
  AccessDenied,
  everyUserMay,
  isWhole,
  may,
  mayUse,
  own,
  permitted,
  requireAccount,
  requireOngoing,
  requirePermission,
  requireStaff,
  requireWhole,
  findUsableProject,
  usableProject,
  userMay,
  visible,
  visibleCustomer,
  visibleEvent,
  visibleUser,
  whyEnded,
  withRole,
} from './access.ts';
export { audit, auditSelf, type Principal } from './audit.ts';
export { before, changed } from './changed.ts';
export { cloudNames, cloudOf, type CloudName, hasSize, isElsewhere } from './clouds.ts';
export { createCustomer, removeCustomer, updateCustomer } from './customers.ts';
export { eventGroups } from './event-groups.ts';
export { type Action, actionsOf, toldOf, typesOf } from './event-types.ts';
export { looksLikeKey, parsePublicKey, readPublicKey } from './keys.ts';
export { roomForKey, roomForToken } from './limits.ts';
export { logIn } from './login.ts';
export { linkMinutes, logInByLink, makeLoginLink, requireLinkTo } from './login-links.ts';
export { addMember, removeMember, type Scope } from './members.ts';
export { passwordLength } from './passwords.ts';
export { type Permission, permissions, permissionsOf } from './permissions.ts';
export { type ProofOutcome, Proofs } from './proofs.ts';
export { createProject, projectEnd, type Quotas, removeProject, slugOf, updateProject } from './projects.ts';
export { pruneAccess, pruneEvents, pruneProjects } from './prune.ts';
export { roleNames, roleOf, roles, rolesOf } from './roles.ts';
export {
  type Actor,
  authenticate,
  authenticateByHash,
  createToken,
  digest,
  isTokenKnown,
  loginHours,
  revokeToken,
  rotateToken,
  type TokenLimits,
  tokenRow,
  type TokenRow,
} from './tokens.ts';
export { follow, record, type Trail } from './trail.ts';
export {
  createUser,
  type NewUser,
  prepareUser,
  removeUser,
  setPassword,
  updateUser,
  usernamePattern,
} from './users.ts';
export { type FoundKey, findKey } from './find-key.ts';
