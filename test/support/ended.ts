import type { TestContext } from 'node:test';

/** What `afterEach` is told of a test that is over: Node's types do not say so yet. */
export type Ended = TestContext & { passed: boolean };
