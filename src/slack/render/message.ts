import type { KnownBlock } from '@slack/types';

/**
 * Slack's chart of lines, which @slack/types 3.2.0 doesn't have yet. Only messages take it, and not every workspace has it
 * (docs.slack.dev/reference/block-kit/blocks/data-visualization-block, read 2026-11-25).
 */
export interface ChartBlock {
  type: 'data_visualization';
  block_id?: string;
  title: string;
  chart: {
    type: 'line';
    /** Each series has a point for every category. */
    series: { name: string; data: { label: string; value: number }[] }[];
    axis_config: { categories: string[]; x_label: string; y_label: string };
  };
}

export type MessageBlock = KnownBlock | ChartBlock;

export interface PostedFile {
  name: string;
  title: string;
  content: string;
}

/** What `chat.postMessage` and `chat.update` take: `text` is all that notifications and screen readers read. */
export interface Message {
  text: string;
  blocks: MessageBlock[];
  /** Posted as an upload with `blocks`, which have no table or chart. `text` is left out. */
  files?: readonly PostedFile[];
}
