import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeSite } from './write-site.ts';

/** `npm run site`: writes the page into site/, from nothing. */

const into = fileURLToPath(new URL('../../site', import.meta.url));
const { files } = await writeSite(into);
for (const [name, bytes] of Object.entries(files))
  process.stdout.write(`${join('site', name)}: ${Math.ceil(bytes / 1024)} KB\n`);
