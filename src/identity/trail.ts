/** What happened in an actor's name while its request was answered. */
export interface Trail {
  /** Somebody asked whether the actor may. */
  decided: boolean;
  audited: boolean;
}

const followed = new WeakMap<object, Trail>();

/** From now on the actor's trail is kept: the request guard of tests reads it. Production follows nobody. */
export function follow(actor: object): Trail {
  const trail = { decided: false, audited: false };
  followed.set(actor, trail);
  return trail;
}

export function record(actor: object, what: keyof Trail): void {
  const trail = followed.get(actor);
  if (trail !== undefined) trail[what] = true;
}
