import hooks, { type AsyncHook } from 'node:async_hooks';

/**
 * Loaded before `node:test`, which follows every promise of a process to say in which test an error came that nobody caught: each
 * `await` of a control plane in that process costs 9 us then instead of 0.4, a tenth of a whole run. Such an error fails its file all the same.
 */
const unused: AsyncHook = { enable: () => unused, disable: () => unused };
hooks.createHook = () => unused;
