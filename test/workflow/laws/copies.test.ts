import { obeyLaws } from './obey.ts';

await obeyLaws('copies');
