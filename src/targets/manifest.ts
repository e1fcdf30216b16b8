import { z } from 'zod';

/** What a piece of a disk is, MiB: the last one of a disk may be shorter. */
export const pieceMiB = 4;
export const pieceBytes = pieceMiB * 2 ** 20;

/** What a copy is made of. It names all of its pieces: no copy needs another one. */
const manifestSchema = z.object({
  format: z.literal(1),
  /** What the records say of the copy, for who has lost them; of theirs, and not looked at here. */
  about: z.record(z.string(), z.unknown()),
  volumes: z.array(
    z.object({
      /** The snapshot that it was read from: what has not changed since needs no reading. */
      snapshot: z.uuid(),
      sizeMiB: z.int().positive(),
      /** By their places on the disk; what is left out is zeros. */
      pieces: z.array(z.tuple([z.int().nonnegative(), z.string().regex(/^[0-9a-f]{64}$/)])),
    }),
  ),
});

export type Manifest = z.output<typeof manifestSchema>;
export type CopiedVolume = Manifest['volumes'][number];

export const textOf = (manifest: Manifest): Buffer => Buffer.from(JSON.stringify(manifest));

/** null: it is none that this version understands. */
export function manifestOf(text: Buffer): Manifest | null {
  try {
    return manifestSchema.safeParse(JSON.parse(text.toString())).data ?? null;
  } catch {
    return null;
  }
}
