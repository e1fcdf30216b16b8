import { z } from 'zod';

const types: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

const formats: Record<string, string> = {
  datetime: 'Must be a time with its zone, such as 2026-01-31T12:00:00Z.',
  date: 'Must be a date, such as 2026-01-31.',
  email: 'Must be an e-mail address.',
  safeint: 'Must be a whole number.',
};

/** A size with what it counts; numbers count nothing. */
function sized(origin: string, size: number | bigint): string {
  const unit = origin === 'string' ? 'character' : origin === 'array' ? 'item' : '';
  return unit === '' ? String(size) : `${size} ${unit}${size === 1 ? '' : 's'}`;
}

type Issue = z.core.$ZodRawIssue;

/** What is wrong with a value and what would be right, in the words of all of our answers. */
function inWords(issue: Issue): string | undefined {
  if (issue.input === undefined && issue.code !== 'custom') return 'This field is required.';
  switch (issue.code) {
    case 'invalid_type': {
      const wanted = types[issue.expected] ?? issue.expected;
      return issue.input === null ? `May not be null: give ${wanted}.` : `Must be ${wanted}.`;
    }
    case 'too_big':
      return `At most ${sized(issue.origin, issue.maximum)}.`;
    case 'too_small':
      if (issue.origin === 'string' && issue.minimum === 1) return 'May not be blank.';
      return `At least ${sized(issue.origin, issue.minimum)}.`;
    case 'invalid_format':
      if (issue.format === 'datetime' && typeof issue.input === 'string' && /^[\d-]{10}T[\d:.]{5,}$/.test(issue.input))
        return `${issue.input.slice(0, 30)} has no zone. Give one, such as Z for UTC or +01:00 at its end.`;
      return formats[issue.format];
    case 'invalid_value':
      return `Must be one of: ${issue.values.join(', ')}.`;
    case 'invalid_union':
      // the first form is the one that is documented
      return issue.errors[0]?.[0]?.message;
    default:
      return undefined;
  }
}

/** Lets zod speak so wherever a schema has no words of its own. */
export function usePlainMessages(): void {
  z.config({ customError: inWords });
}
