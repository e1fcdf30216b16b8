import '../common/imports.ts';

await import('./control-plane.ts');
