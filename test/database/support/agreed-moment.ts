import { once } from 'node:events';

/** Says that this process is ready, and resolves at the moment that `startTogether` then names to all. */
export async function agreedMoment(): Promise<void> {
  process.stdout.write('ready\n');
  const [moment] = (await once(process.stdin, 'data')) as [Buffer];
  while (Date.now() < Number(moment));
}
