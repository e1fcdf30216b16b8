import { generateKeyPairSync } from 'node:crypto';

function wire(...fields: (string | Buffer)[]): Buffer {
  return Buffer.concat(
    fields.flatMap((field) => {
      const bytes = Buffer.from(field as string);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return [length, bytes];
    }),
  );
}

/** An OpenSSH public key line of the given wire fields behind the type. */
export function keyLine(type: string, ...fields: (string | Buffer)[]): string {
  return `${type} ${wire(type, ...fields).toString('base64')} someone@example`;
}

const mpint = (text: string | undefined): Buffer => {
  const bytes = Buffer.from(text ?? '', 'base64url');
  return (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
};

export function rsaLine(bits: number): string {
  const { e, n } = generateKeyPairSync('rsa', { modulusLength: bits }).publicKey.export({ format: 'jwk' });
  return keyLine('ssh-rsa', mpint(e), mpint(n));
}

function point(namedCurve: string): Buffer {
  const { x, y } = generateKeyPairSync('ec', { namedCurve }).publicKey.export({ format: 'jwk' });
  return Buffer.concat([Buffer.from([4]), Buffer.from(x ?? '', 'base64url'), Buffer.from(y ?? '', 'base64url')]);
}

/** One real public key of every type that is taken. */
export function publicKeys(): Record<string, string> {
  const { x } = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' });
  const edwards = Buffer.from(x ?? '', 'base64url');
  const ecdsa = (bits: string, curve: string) => keyLine(`ecdsa-sha2-nistp${bits}`, `nistp${bits}`, point(curve));
  return {
    'ssh-ed25519': keyLine('ssh-ed25519', edwards),
    'ssh-rsa': rsaLine(2048),
    'ecdsa-sha2-nistp256': ecdsa('256', 'P-256'),
    'ecdsa-sha2-nistp384': ecdsa('384', 'P-384'),
    'ecdsa-sha2-nistp521': ecdsa('521', 'P-521'),
    'sk-ssh-ed25519@openssh.com': keyLine('sk-ssh-ed25519@openssh.com', edwards, 'ssh:'),
    'sk-ecdsa-sha2-nistp256@openssh.com': keyLine(
      'sk-ecdsa-sha2-nistp256@openssh.com',
      'nistp256',
      point('P-256'),
      'ssh:',
    ),
  };
}
