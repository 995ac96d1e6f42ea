import { isJson, type Json, textOf } from '../json.ts';
import type { View } from '../state/views.ts';

/** A modal as a person sees it: a copy, which later updates do not change. */
export interface ShownView {
  id: string;
  hash: string;
  callbackId: string;
  title: string;
  submit: string | undefined;
  close: string | undefined;
  privateMetadata: string;
  blocks: Json[];
  values: Record<string, Record<string, Json>>;
  errors: Record<string, string>;
}

export function shownView(view: View): ShownView {
  const { content } = view;
  return {
    id: view.id,
    hash: view.hash,
    callbackId: textOf(content['callback_id']) ?? '',
    title: wordsOf(content['title']) ?? '',
    submit: wordsOf(content['submit']),
    close: wordsOf(content['close']),
    privateMetadata: textOf(content['private_metadata']) ?? '',
    blocks: structuredClone(view.blocks),
    values: structuredClone(view.values),
    errors: { ...view.errors },
  };
}

function wordsOf(text: unknown): string | undefined {
  return isJson(text) ? textOf(text['text']) : undefined;
}
