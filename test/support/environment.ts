/** The variables that a process was started with, of its `/proc/PID/environ`, but for what Node adds while coverage is measured. */
export function variables(environ: string): string[] {
  return environ.split('\0').filter((variable) => variable !== '' && !variable.startsWith('NODE_V8_COVERAGE='));
}
