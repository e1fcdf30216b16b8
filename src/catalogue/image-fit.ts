import type { Path } from '../common/fields.ts';
import type { FieldErrors } from '../common/field-errors.ts';
import type { FoundImage } from './find-image.ts';

/** What an image is to run on has so many MiB of something; when that is too little, `at` is told so. */
export interface Room {
  mib: number;
  /** Whose it is, in words: `flavor "tiny"`. */
  of: string;
  at: Path;
  /** What to do about it. */
  remedy: string;
}

/** Notes what is too small for an image to boot from or to run in. What is left out is not the question. */
export function checkImageFits(
  image: Pick<FoundImage, 'name' | 'min_disk_mib' | 'min_memory_mib'>,
  { disk, memory }: { disk?: Room; memory?: Room },
  errors: FieldErrors,
): void {
  const check = (what: string, need: number, room: Room | undefined): void => {
    if (room === undefined || room.mib >= need) return;
    const why = `Image "${image.name}" needs ${need} MiB of ${what}; ${room.of} has ${room.mib} MiB.`;
    errors.add(room.at, `${why} ${room.remedy}`);
  };
  check('disk', image.min_disk_mib, disk);
  check('memory', image.min_memory_mib, memory);
}
