/** What is asked of the command line itself, by `~` and a letter at the beginning of a line, as ssh has it. */
export type Escape = 'leave' | 'take' | 'size' | 'help';

const letters: Record<string, Escape> = { '.': 'leave', t: 'take', s: 'size', '?': 'help' };

export const escapeHelp = [
  '~.  leave the console; the VM goes on',
  '~t  take over typing from who has it',
  '~s  tell a shell in the VM how large this window is (types "stty rows … columns …")',
  '~~  type a ~',
];

/** Tells what is typed to the VM from what is meant for the command line. */
export class Escapes {
  #fresh = true;
  #tilde = false;

  /** Parts of what was typed, in order. */
  read(typed: Buffer): (Buffer | Escape)[] {
    const parts: (Buffer | Escape)[] = [];
    let plain: number[] = [];
    const flush = (): void => {
      if (plain.length > 0) parts.push(Buffer.from(plain));
      plain = [];
    };
    for (const byte of typed) {
      const character = String.fromCharCode(byte);
      if (this.#tilde) {
        this.#tilde = false;
        const escape = letters[character];
        if (escape !== undefined) {
          flush();
          parts.push(escape);
          this.#fresh = true;
          continue;
        }
        // of two, one is typed
        if (character !== '~') plain.push(tilde);
      } else if (this.#fresh && byte === tilde) {
        this.#tilde = true;
        continue;
      }
      plain.push(byte);
      this.#fresh = character === '\r' || character === '\n';
    }
    flush();
    return parts;
  }
}

const tilde = 0x7e;
