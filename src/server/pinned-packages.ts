import { realpathSync } from 'node:fs';
import { isBuiltin, registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

const src = new URL('../', import.meta.url).href;
/** Where `node_modules` leads when this process begins; `./slipway` may lead it elsewhere at any time. */
const begun = pathToFileURL(realpathSync(new URL('../../node_modules', import.meta.url))).href;

// a package that is loaded late, such as that of a page, comes from the same installation as all before it
registerHooks({
  resolve(specifier, context, next) {
    const isPackage = !/^[./]|^\w+:/.test(specifier) && !isBuiltin(specifier);
    const ours = isPackage && context.parentURL?.startsWith(src) === true;
    return next(specifier, ours ? { ...context, parentURL: `${begun}/` } : context);
  },
});
