/**
 * What `sslmode` means to node-postgres 8 (pg-connection-string 2.14): `disable` doesn't encrypt, `no-verify` encrypts without
 * checking the certificate, all others encrypt and check the certificate and the host's name. None falls back to plain text.
 *
 * https://github.com/brianc/node-postgres/blob/master/packages/pg-connection-string/README.md#tcp-connections
 */
const SSL_MODES = ['disable', 'no-verify', 'prefer', 'require', 'verify-ca', 'verify-full'];

/** pg-connection-string treats these as verify-full and prints a warning of 7 lines. */
const TAKEN_FOR_VERIFY_FULL = new Set(['prefer', 'require', 'verify-ca']);

/** Any other word, including `false`, would turn encryption on. */
const SSL_WORDS = ['true', '1', '0', 'no-verify'];

/** Says what is wrong with the encryption settings in a server's address; undefined if nothing. */
export function describeSslFault(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { searchParams: given } = new URL(url);
  const mode = given.get('sslmode');
  if (mode !== null && !SSL_MODES.includes(mode)) return `sslmode must be one of ${SSL_MODES.join(', ')}.`;
  const ssl = given.get('ssl');
  if (ssl !== null && !SSL_WORDS.includes(ssl)) return 'Use sslmode instead of ssl, such as sslmode=disable.';
  if (given.get('uselibpqcompat') === 'true' && mode === 'verify-ca' && !given.get('sslrootcert'))
    return 'sslmode=verify-ca with uselibpqcompat=true needs sslrootcert, the file of the CA.';
  return undefined;
}

/** Replaces an `sslmode` that node-postgres warns about. `uselibpqcompat=true` gives the words libpq's meaning. */
export function withoutSslWarning(url: string): string {
  const address = new URL(url);
  const { searchParams: given } = address;
  if (given.get('uselibpqcompat') === 'true' || !TAKEN_FOR_VERIFY_FULL.has(given.get('sslmode') ?? '')) return url;
  given.set('sslmode', 'verify-full');
  return address.href;
}
