import { realpathSync } from 'node:fs';
import { isBuiltin, registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

/** Where `node_modules` leads when this process begins; `./slipway` may lead it elsewhere at any time. */
const begun = pathToFileURL(realpathSync(new URL('../../node_modules', import.meta.url))).href;
const src = new URL('../', import.meta.url).href;
const packages = new Map<string, ReturnType<Parameters<typeof registerHooks>[0]['resolve'] & {}>>();

/**
 * For programs that load many files: whatever they import from now on is found by its name alone. Node asks the file system for each
 * import whether the file is there, is a link, and of which package: a third of what a start loads. A package that is loaded late,
 * such as that of a page, comes from the same installation as all before it.
 */
registerHooks({
  resolve(specifier, context, next) {
    const { parentURL = '', conditions } = context;
    // what is required, not imported, may leave out the end of its name
    if (!parentURL.startsWith('file:') || !conditions.includes('import')) return next(specifier, context);
    if (/^\.\.?\//.test(specifier)) {
      if (specifier.endsWith('.ts'))
        return { url: new URL(specifier, parentURL).href, format: 'module-typescript', shortCircuit: true };
      if (/\.m?js$/.test(specifier)) return { url: new URL(specifier, parentURL).href, shortCircuit: true };
    } else if (parentURL.startsWith(src) && !isBuiltin(specifier) && !/^\w+:/.test(specifier)) {
      const known = packages.get(specifier);
      if (known !== undefined) return known;
      const found = { ...next(specifier, { ...context, parentURL: `${begun}/` }), shortCircuit: true };
      packages.set(specifier, found);
      return found;
    }
    return next(specifier, context);
  },
});
