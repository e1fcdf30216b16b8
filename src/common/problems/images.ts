import type { ProblemKind } from './kind.ts';

/** Why an image cannot be had. */
export const images = {
  'image-url-refused': {
    status: null,
    exit: 'failed',
    meaning: 'Images are not downloaded from this URL.',
    remedy: 'Use a public http or https URL, or ask the operator to name the mirror in the setting image_hosts.',
  },
  'image-host-unknown': {
    status: null,
    exit: 'failed',
    meaning: 'The host of the image has no address.',
    remedy: 'Check the name in the image URL, and that this host can resolve names.',
  },
  'image-certificate-refused': {
    status: null,
    exit: 'failed',
    meaning: 'The host of the image shows a certificate that is not trusted.',
    remedy: 'Use another mirror.',
  },
  'image-download-failed': {
    status: null,
    exit: 'failed',
    meaning: 'The image could not be downloaded.',
    remedy: 'Check the URL of the image, or use another mirror.',
  },
  'image-download-slow': {
    status: null,
    exit: 'failed',
    meaning: 'The download of the image takes too long, or has stopped.',
    remedy: 'It is tried again; if it keeps happening, use another mirror.',
  },
  'image-truncated': {
    status: null,
    exit: 'failed',
    meaning: 'The download of the image ended before the file was complete.',
    remedy: 'It is tried again; if it keeps happening, use another mirror.',
  },
  'image-checksum-missing': {
    status: null,
    exit: 'failed',
    meaning: 'The list of checksums does not name the file.',
    remedy: 'Give the URL of the list that stands beside the image, such as SHA256SUMS, or the sha256 itself.',
  },
  'image-checksum-mismatch': {
    status: 422,
    exit: 'failed',
    meaning: 'The content is not that of the checksum.',
    remedy: 'Compare the checksum with the publisher: the file changed there, or on the way.',
  },
  'image-refused': {
    status: 422,
    exit: 'failed',
    meaning: 'The file is not one that a VM can be started from safely.',
    remedy: 'Convert it to a qcow2 file that needs no other, or to a raw disk.',
  },
  'image-too-large': {
    status: 413,
    exit: 'capacity',
    meaning: 'The file, or the disk in it, is larger than an image may be.',
    remedy: 'Use a smaller image: a compressed qcow2, or one of a smaller disk.',
  },
  'image-missing': {
    status: 422,
    exit: 'failed',
    meaning: 'The content of the image is not there.',
    remedy: 'Import it, or upload a disk file for it.',
  },
  'image-unknown': {
    status: null,
    exit: 'failed',
    meaning: 'No built-in image has this name.',
    remedy: 'Use one of the catalogue.',
  },
  'image-removed': {
    status: 422,
    exit: 'failed',
    meaning: 'The image was deleted while its content was brought.',
    remedy: 'Nothing is left to do.',
  },
  'upload-broken': {
    status: 422,
    exit: 'failed',
    meaning: 'The upload did not arrive whole.',
    remedy: 'Upload the file again.',
  },
  'upload-slow': {
    status: 408,
    exit: 'failed',
    meaning: 'The upload takes too long, or has all but stopped.',
    remedy: 'Upload the file again by a faster connection, or give a URL that it can be downloaded from.',
  },
  'bad-image-catalogue': {
    status: null,
    exit: 'failed',
    meaning: 'The catalogue of images to import cannot be used.',
    remedy: 'Correct the file; it is TOML.',
  },
  'package-missing': {
    status: null,
    exit: 'failed',
    meaning: 'A package that the built-in image is made of is missing, or is not as expected.',
    remedy: 'Add a Debian 12 source to apt; if there is one, report this as a bug.',
  },
  'package-download-failed': {
    status: null,
    exit: 'failed',
    meaning: 'The package sources of the host do not answer.',
    remedy: 'Check that "apt-get update" works on the host; the build is tried again.',
  },
} as const satisfies Record<string, ProblemKind>;
