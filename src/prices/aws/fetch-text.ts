import { type Attempt, reasonOf } from '../attempt.ts';

/** A Region's file has about 3.7 MB and a slow line takes a minute for it. */
const TIMEOUT_MILLISECONDS = 120_000;
const MAX_BYTES = 64 * 2 ** 20;

/** What stands at an address, whole. A redirection is not followed: AWS's price list has none. */
export async function fetchText(url: URL): Promise<Attempt<string>> {
  try {
    const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS) });
    if (!answer.ok) {
      await answer.body?.cancel();
      return { ok: false, text: `The answer is ${answer.status} ${answer.statusText}.`.replace(' .', '.') };
    }
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of answer.body ?? []) {
      bytes += chunk.byteLength;
      if (bytes > MAX_BYTES) return { ok: false, text: `It is larger than ${MAX_BYTES / 2 ** 20} MB.` };
      chunks.push(chunk);
    }
    return { ok: true, value: Buffer.concat(chunks).toString('utf8') };
  } catch (error) {
    return { ok: false, text: `It did not arrive: ${reasonOf(error)}.` };
  }
}
