import { SOURCES } from '../facts/sources.ts';
import { QUEUE_RESPONSE_TIME_MIN_SECONDS } from '../facts/working-figures.ts';
import type { Needs } from '../needs/needs.ts';
import { formatUsd } from '../workload/measures.ts';
import type { OutrankedCode } from './reason-code.ts';
import { figure, type ReasonWords } from './reason-words.ts';

/** It was said that an answer may take minutes. Without that only the lowest price puts callers into a queue. */
const canWait = ({ responseTimeSeconds }: Needs): boolean =>
  responseTimeSeconds !== undefined && responseTimeSeconds >= QUEUE_RESPONSE_TIME_MIN_SECONDS;

/** What an option that fits lost on. */
export const OUTRANKED_WORDS: Record<OutrankedCode, ReasonWords> = {
  'costs-more': {
    text: ({ other, asked, allowed }) =>
      `By the estimate it costs ${formatUsd(figure(asked))} a month, ${other?.title} ${formatUsd(figure(allowed))}.`,
    source: SOURCES.priceList,
  },
  'bills-while-idle': {
    text: ({ needs }) => {
      if (needs.isDataset) return 'Between two runs nobody calls, and instances that stay on are paid all the same.';
      return needs.traffic === 'intermittent'
        ? 'Traffic leaves long gaps, and instances that stay on are paid through them.'
        : 'Its instances are paid for as long as they stay on, busy or not; the other option is paid only for the seconds in which it works.';
    },
    source: SOURCES.costOptimization,
  },
  'fails-while-waking': {
    text: () => 'From zero copies its requests fail for minutes while it wakes; the other option keeps or serves them.',
    source: SOURCES.scaleToZero,
  },
  'cold-starts-in-busy-traffic': {
    text: ({ needs }) =>
      needs.traffic === 'steady'
        ? 'Traffic is steady, which instances serve without a cold start whenever capacity is added.'
        : 'Traffic is seldom idle; instances that are up serve it without the cold starts that paying by the request leaves whenever capacity is added.',
    source: SOURCES.serverless,
  },
  'cold-starts-against-performance': {
    text: () => 'It would cost nothing in the gaps, but performance comes first and it starts cold after each of them.',
    source: SOURCES.serverless,
  },
  'queue-slower-than-direct': {
    text: ({ needs }) => {
      if (needs.isDataset)
        return 'It answers from a queue and through S3, which a scheduler that calls an endpoint does not need.';
      const how = 'It answers from a queue and through S3, without a promise of when';
      return canWait(needs)
        ? `${how}; callers could wait for that, but the other option answers on the call itself.`
        : `${how}; nothing that is stated says that callers can wait for that.`;
    },
    source: SOURCES.asynchronous,
  },
  'capacity-for-peaks': {
    text: ({ needs }) =>
      canWait(needs)
        ? 'Callers can wait for minutes; a direct call would need instances for every peak instead of a queue.'
        : 'A direct call would need instances for every peak, and the lowest cost comes first; a queue evens the peaks out.',
    source: SOURCES.options,
  },
  'capacity-for-unknown-peaks': {
    text: () => 'Nobody knows when the peaks come, so instances would be kept for them or come late.',
    source: SOURCES.faqs,
  },
  'minutes-allow-a-queue': {
    text: ({ needs }) =>
      canWait(needs)
        ? 'Callers can wait for minutes, and traffic is seldom idle; a queue in front of instances suits that better than paying by the request.'
        : 'The lowest cost comes first, and no response time is stated that a queue in front of instances would break.',
    source: SOURCES.options,
  },
  'job-suits-stored-data': {
    text: () => 'It could take the records, but nobody calls: a job reads the data set from S3 itself and ends.',
    source: SOURCES.batchTransform,
  },
  'certain-preferred': {
    text: () => 'It holds only under that condition, and another option fits without one.',
  },
};
