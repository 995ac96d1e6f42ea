import type { InferenceOptionId } from '../../recommender/index.ts';
import { withoutBidiControls } from '../../wording/tidy.ts';
import { INPUT } from './blocks.ts';

/** What Slack sends of the inputs of a dialog, as far as it is read here. */
export type DialogValues = Record<
  string,
  Record<
    string,
    {
      value?: string | null | undefined;
      selected_option?: { value: string } | null | undefined;
      selected_user?: string | null | undefined;
      selected_date?: string | null | undefined;
    }
  >
>;

/** What was typed into a block; '' where nothing was. */
export function typedIn(values: DialogValues, blockId: string): string {
  return withoutBidiControls(values[blockId]?.[INPUT]?.value ?? '');
}

/** The value of the option that was chosen. */
export function chosenIn(values: DialogValues, blockId: string): string | undefined {
  return values[blockId]?.[INPUT]?.selected_option?.value;
}

export function userIn(values: DialogValues, blockId: string): string | null {
  return values[blockId]?.[INPUT]?.selected_user ?? null;
}

/** A day as `2026-11-30`. */
export function dayIn(values: DialogValues, blockId: string): string | null {
  return values[blockId]?.[INPUT]?.selected_date ?? null;
}

const OPTIONS: readonly InferenceOptionId[] = ['real-time', 'serverless', 'asynchronous', 'batch-transform'];

export function optionIn(values: DialogValues, blockId: string): InferenceOptionId | undefined {
  const chosen = chosenIn(values, blockId);
  return OPTIONS.find((option) => option === chosen);
}
