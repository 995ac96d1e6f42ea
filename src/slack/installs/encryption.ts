import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** Encrypts and decrypts what the database keeps of an installation. */
export interface TokenCipher {
  /** Encrypts with the first key. `id`: the row that holds the text. It decrypts only there. */
  seal(text: string, id: string): string;
  /** Returns the text; null where no key fits, the sealed text was changed, or it is from another row. */
  open(sealed: string, id: string): string | null;
  isCurrent(sealed: string): boolean;
}

const ALGORITHM = 'aes-256-gcm';

/** Bytes of the nonce and of the tag, as NIST SP 800-38D recommends for GCM. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Of the form of what is stored, so that another one can follow. */
const VERSION = 'v1';

/**
 * Creates a cipher of AES-256-GCM. `keys`: 32 bytes each, in Base64, at least one. The first encrypts, all decrypt, so a new key
 * is put in front and the old one stays until everything is encrypted again. Sealed: `v1.KEY.NONCE+TAG+TEXT`, where KEY is the
 * start of the key's SHA-256.
 */
export function createTokenCipher(keys: readonly string[]): TokenCipher {
  const known = new Map(keys.map((key) => [fingerprintOf(key), Buffer.from(key, 'base64')]));
  const [current] = known.keys();
  if (current === undefined) throw new Error('There is no key to encrypt tokens with');
  return {
    seal(text, id) {
      const key = known.get(current) ?? Buffer.alloc(0);
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(id));
      const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return [VERSION, current, Buffer.concat([nonce, cipher.getAuthTag(), encrypted]).toString('base64url')].join('.');
    },
    open(sealed, id) {
      const [version, fingerprint = '', encoded = ''] = sealed.split('.');
      const key = known.get(fingerprint);
      const bytes = Buffer.from(encoded, 'base64url');
      if (version !== VERSION || key === undefined || bytes.length < NONCE_BYTES + TAG_BYTES) return null;
      const nonce = bytes.subarray(0, NONCE_BYTES);
      const encrypted = bytes.subarray(NONCE_BYTES + TAG_BYTES);
      try {
        const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES })
          .setAAD(Buffer.from(id))
          .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
        return Buffer.concat([decipher.update(encrypted), decipher.final()]).toString('utf8');
      } catch {
        return null;
      }
    },
    isCurrent: (sealed) => sealed.startsWith(`${VERSION}.${current}.`),
  };
}

/** Characters of a fingerprint: 32 bits of a hash tell 20 keys apart, and tell nothing about the key. */
const FINGERPRINT_LENGTH = 8;

const fingerprintOf = (key: string): string =>
  createHash('sha256').update(key).digest('hex').slice(0, FINGERPRINT_LENGTH);
