import type { DownloadLimits } from './download.ts';

/** What tenants' images may take. */
export interface ImageLimits extends DownloadLimits {
  /** The disk as the guest sees it, bytes. */
  maxVirtualBytes: number;
}

/** Unless others are chosen. */
export const imageLimits: ImageLimits = {
  maxBytes: 32 * 2 ** 30,
  maxVirtualBytes: 2 ** 40,
  timeoutMs: 3_600_000,
  stallMs: 60_000,
  leastBytesPerS: 16_384,
  allowPrivateImageHosts: [],
};
