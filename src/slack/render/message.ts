import type { KnownBlock } from '@slack/types';

/** What `chat.postMessage` and `chat.update` take: `text` is all that notifications and screen readers read. */
export interface Message {
  text: string;
  blocks: KnownBlock[];
}
