import { FieldErrors, invalid, InvalidRequest } from '../../../common/field-errors.ts';
import { unknownName } from '../../../common/unknown-names.ts';
import { notFound, Problem } from '../../../common/problem.ts';
import { AccessDenied, permissions } from '../../../identity/index.ts';
import { answerOf } from '../../http/errors.ts';
import { componentOf } from '../components.ts';
import type { Description } from '../descriptions/index.ts';
import type { Operation, Schema } from '../openapi.ts';

/** The body of an answer that refuses. Throws when nothing says what could be refused so. */
export function refusalOf(
  operation: Operation,
  status: number,
  said: Description,
  components: Record<string, Schema>,
): Record<string, unknown> {
  const particular = said.refuses?.[status];
  return answerOf(particular ?? usualRefusal(operation, status, said, components));
}

function usualRefusal(
  operation: Operation,
  status: number,
  { needs }: Description,
  components: Record<string, Schema>,
): Problem {
  const paged = operation.parameters?.some(({ name }) => name === 'page') === true;
  switch (status) {
    case 400:
      return wrongField(operation, components);
    case 401:
      return new Problem('not-authenticated', 'Authentication credentials were not provided.');
    case 403:
      return new AccessDenied(permissions.find((each) => each === needs) ?? 'CLOUD.OPERATE', null);
    case 404:
      return paged ? new Problem('not-found', 'Invalid page.') : notFound();
    case 409:
      return new Problem('request-running', 'A request with this Idempotency-Key is still running.');
    case 422:
      return new Problem('key-reused', 'This Idempotency-Key was used with another body or path.');
    case 412:
      return new Problem(
        'changed-meanwhile',
        'If-Match is not the ETag of the object, which is "PyC4hLFoBpRHZ5e3u2PpVw".',
      );
    case 413:
      return new Problem('body-too-large', 'Request body is too large');
    case 429:
      return new Problem('too-many-connections', 'There are 512 connections from 192.0.2.7 already.');
    case 415:
      return new Problem(
        'unsupported-media-type',
        'The body is of type "text/plain", and JSON is read: application/json.',
      );
    default:
      throw new Error(`Say in document/descriptions/ what ${operation.operationId} refuses by ${status}.`);
  }
}

/** The first field that must be given and is not; else one that has a wrong value, or the whole that cannot be read. */
function wrongField(operation: Operation, components: Record<string, Schema>): Problem {
  const body = operation.requestBody?.content['application/json']?.schema ?? {};
  const named = components[componentOf(body) ?? ''] ?? body;
  const { properties = {}, required = [] } = named.anyOf?.[0] ?? named;
  const query = operation.parameters?.find((parameter) => parameter.in === 'query');
  const [field = query?.name] = [...required, ...Object.keys(properties)];
  if (field === undefined) return invalid('colour', unknownName('parameter', 'colour', []));
  const why = field === 'page' ? 'At least 1.' : 'Must be a text.';
  const errors = new FieldErrors();
  errors.add([field], required.length > 0 ? 'This field is required.' : why);
  return new InvalidRequest(errors);
}
