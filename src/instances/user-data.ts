import { isUtf8 } from 'node:buffer';
import { z } from 'zod';
import { isGzip, unpackedUserData, userDataBytes } from '../common/user-data.ts';

const maxUserData = 64 * 1024;

/** How data begins that cloud-init knows, in small letters, behind any white space. */
const known = ['#cloud-config', '#cloud-boothook', '#include', '#part-handler', '## template: jinja'];
/** What systems other than cloud-init take from the same place: Ignition, cloudbase-init on Windows, Talos. */
const others = [/^\s*\{[^]*"ignition"/, /^(?:#ps1|rem cmd|<powershell>|<script>)/i, /^version: v1alpha1$/m];
/** cloud-init looks so far for the header that makes a message of it. */
const mimeWithin = 4096;

/** `user_data` of an order or a rebuild: what a system would pass over without a word is refused in words. */
export const userData = z
  .string()
  .max(maxUserData, `At most ${maxUserData} characters.`)
  .superRefine((text, context) => {
    const fault = text === '' ? null : faultOf(text);
    if (fault !== null) context.addIssue({ code: 'custom', message: fault });
  })
  .describe('cloud-init user data, of any of its formats; a gzip in base64');

/** Why cloud-init would ignore it; null: it does not. */
function faultOf(text: string): string | null {
  const packed = isGzip(userDataBytes(text));
  const bytes = unpackedUserData(text);
  if (packed && isGzip(bytes)) return 'Is a gzip that is damaged, holds another one, or unpacks to more than 4 MiB.';
  const fault = isUtf8(bytes) || !packed ? contentFault(bytes.toString()) : NOT_UTF8;
  return fault !== null && packed ? `In the gzip: ${fault}` : fault;
}

const NOT_UTF8 = 'Is no text in UTF-8, and cloud-init would ignore it. Save it as UTF-8, without a byte order mark.';
const BEGIN =
  'It begins with #cloud-config, #!, #cloud-boothook, #include, #part-handler or "## template: jinja", or is a MIME message.';

function contentFault(text: string): string | null {
  const start = text.trimStart().toLowerCase();
  if (text.startsWith('\ufeff'))
    return 'Begins with a byte order mark (U+FEFF), and cloud-init would ignore it. Save it as UTF-8 without one.';
  if (text.includes('\0') || text.startsWith('\ufffd')) return NOT_UTF8;
  if (text.startsWith('#!') || known.some((head) => start.startsWith(head))) return null;
  if (start.startsWith('#!')) return 'Has white space before "#!", so that no system runs it. Begin with "#!".';
  if (others.some((head) => head.test(text))) return null;
  if (/^[a-z-]+:[ \t]*\S/i.test(text)) {
    if (/mime-version:/i.test(text.slice(0, mimeWithin))) return null;
    if (start.startsWith('content-type:'))
      return 'Is a MIME message without the header "MIME-Version: 1.0", and cloud-init would ignore it. Add the header.';
  }
  if (isBase64OfText(text))
    return 'Is base64, and cloud-init would ignore it. Send the text itself; only a gzip is sent in base64.';
  return `Is nothing that cloud-init knows, and it would ignore it without a word. ${BEGIN}`;
}

function isBase64OfText(text: string): boolean {
  if (!/^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(text)) return false;
  // in whatever encoding it is
  const decoded = Buffer.from(text, 'base64').toString('latin1');
  const plain = decoded.replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '').replaceAll('\0', '');
  return plain !== '' && contentFault(plain) === null;
}
