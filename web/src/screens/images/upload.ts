import { ApiProblem } from '../../api/problem.ts';
import { currentToken } from '../../api/session.ts';

/** What a browser takes into memory to sum it, bytes. */
const summed = 2 ** 30;

/** The SHA-256 of a file; empty when it is too large here, or the page came by a way on which browsers sum nothing. */
export async function sumOf(file: Blob): Promise<string> {
  if ((crypto.subtle as SubtleCrypto | undefined) === undefined || file.size > summed) return '';
  const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  return Array.from(sum, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Sends a file as the content of an image; `heard` is told how much has gone, 0 to 1. Throws an `ApiProblem`. */
export function upload(image: string, file: Blob, heard: (part: number) => void, signal: AbortSignal): Promise<void> {
  // fetch does not tell how far a request has gone
  const request = new XMLHttpRequest();
  request.open('PUT', `/api/openstack-images/${image}/file/`);
  request.setRequestHeader('authorization', `Token ${currentToken() ?? ''}`);
  request.setRequestHeader('content-type', 'application/octet-stream');
  request.upload.addEventListener('progress', ({ loaded, total }) => heard(total === 0 ? 1 : loaded / total));
  signal.addEventListener('abort', () => request.abort());
  return new Promise((resolve, reject) => {
    request.addEventListener('abort', () => resolve());
    request.addEventListener('error', () => reject(new TypeError('The way to the cloud broke.')));
    request.addEventListener('load', () => {
      if (request.status < 300) resolve();
      else reject(new ApiProblem(request.status, parsed(request.responseText)));
    });
    request.send(file);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
