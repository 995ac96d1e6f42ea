import type * as z from 'zod';
import type { Unknown } from '../facts.ts';
import type { Answer } from './open-region.ts';

/** Everything that was listed, with why the rest wasn't. `null` where not even the first page came. */
export interface Listed<Item> {
  readonly items: Item[] | null;
  readonly gaps: Unknown[];
  /** What no call can get past: no credentials, or AWS can't be reached. */
  readonly hopeless: string | null;
}

/** Lists page by page until the last, or until a page fails. What isn't as AWS documents it is left out. */
export async function listAll<Page extends { NextToken?: string | undefined }, Item>(
  what: string,
  ask: (token?: string) => Promise<Answer<Page>>,
  of: (page: Page) => readonly unknown[] | undefined,
  shape: z.ZodType<Item>,
): Promise<Listed<Item>> {
  const items: Item[] = [];
  let token: string | undefined;
  for (let page = 1; ; page += 1) {
    const answer = await ask(token);
    if (!answer.ok) {
      const why = whyNot(answer);
      const hopeless = answer.kind === 'hopeless' ? answer.text : null;
      return { items: page === 1 ? null : items, gaps: [{ what, why }], hopeless };
    }
    for (const item of of(answer.value) ?? []) {
      const parsed = shape.safeParse(item);
      if (parsed.success) items.push(parsed.data);
    }
    token = answer.value.NextToken;
    if (token === undefined || token === '') return { items, gaps: [], hopeless: null };
  }
}

/** Why a call gave nothing, in a sentence. */
export function whyNot(answer: Extract<Answer<unknown>, { ok: false }>): string {
  switch (answer.kind) {
    case 'gap':
      return answer.why;
    case 'missing':
      return 'It no longer exists.';
    case 'stopped':
      return 'Stopped before it was read.';
    case 'hopeless':
      return answer.text;
  }
}

/** One described thing, or why there is none. */
export function described<Item>(
  what: string,
  answer: Answer<unknown>,
  shape: z.ZodType<Item>,
): { item: Item | null; gaps: Unknown[] } {
  if (!answer.ok) return { item: null, gaps: [{ what, why: whyNot(answer) }] };
  const parsed = shape.safeParse(answer.value);
  if (parsed.success) return { item: parsed.data, gaps: [] };
  return { item: null, gaps: [{ what, why: "AWS's answer isn't as documented." }] };
}
