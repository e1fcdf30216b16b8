#!/usr/bin/env node
// The command line without the server, for clouds elsewhere: what `cd client && npm pack` makes a package of.
import { CLOUD_NOUNS } from './commands.ts';
import { runCommandLine } from './program.ts';
import { callIt } from './terminal/called.ts';

callIt('slipway');
await runCommandLine(CLOUD_NOUNS, 'login ada https://cloud.example');
