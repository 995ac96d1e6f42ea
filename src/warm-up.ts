import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Advisor } from './advice/advisor.ts';
import type { Logger } from './logger.ts';
import { buildForm } from './slack/form/build-form.ts';
import { fillFromWords } from './slack/form/fill-from-words.ts';
import { interpretDraft } from './slack/form/read-form.ts';
import { buildDetails } from './slack/render/thread/details.ts';

/** What people ask about most: an endpoint that is always there, one that comes and goes, and a queue. */
const WORKLOADS = [
  'support-chat Llama 3.1 8B, 300 tokens in, 200 out, 2 per second, first token within 1 s',
  'photo-tags 2 MB, 200 ms each, 3,000 per day, spiky, cold starts ok',
  'ct-scans 500 MB within 15 min, 90 s per scan, sporadic, gpu',
];

/** Answers workloads that nobody asked about: the first answers of a process cost ten times the later ones. Never rejects. */
export async function warmUp(advisor: Advisor, logger: Logger): Promise<void> {
  try {
    for (const words of WORKLOADS) {
      await nextTurn();
      const { draft } = fillFromWords(words, { authorId: '' });
      buildForm({ draft, metadata: { channelId: null, draftId: '' }, showMore: false });
      const read = interpretDraft(draft, { needsChannel: false });
      if (!read.ok) continue;
      const recommendation = advisor.advise(read.workload);
      buildDetails({ recommendation, curve: advisor.curveOf(recommendation) });
    }
    logger.debug('Answered examples, so that the first answers are fast');
  } catch (error) {
    logger.warn({ err: error }, 'Could not answer an example; the first answers will take longer');
  }
}
