import { need, type WordPhrase } from './word-phrase.ts';

const TRAFFIC = `(?: (?:traffic|load|requests?|volume|use|usage))?`;
const RARELY = `(?:rarely|seldom|infrequently)`;

/** How the requests come, in the words that engineers use. */
export function trafficPhrases(severalModels: boolean): WordPhrase[] {
  return [
    ...(severalModels
      ? [
          need(`(?:each (?:one )?(?:is )?|which are |are )?${RARELY}(?: (?:called|used|invoked|hit))?`, {
            modelInvocationFrequency: 'rare' as const,
          }),
          need('(?:each (?:one )?(?:is )?)?(?:frequently|often) (?:called|used|invoked|hit)', {
            modelInvocationFrequency: 'frequent' as const,
          }),
        ]
      : []),
    need(`each (?:one )?(?:is )?${RARELY} (?:called|used|invoked|hit)`, { modelInvocationFrequency: 'rare' }),
    need(
      `(?:steady|steadily|constant|constantly|sustained|continuous|continuously|uniform|evenly|all day,? evenly|(?:round|around) the clock)${TRAFFIC}`,
      {
        trafficPattern: 'steady',
      },
    ),
    need(
      `(?:variable|varying|varies|bursty|spiky|fluctuating|fluctuates|up and down|ups and downs|(?:a )?daily curve|rises and falls)${TRAFFIC}`,
      { trafficPattern: 'variable' },
    ),
    need(
      `(?:sporadic|sporadically|intermittent|intermittently|rarely|rare|occasional|occasionally|infrequent|infrequently|irregular(?:ly)?|long (?:gaps|idle stretches|pauses|quiet spells)|mostly idle|often idle|idle (?:most of the time|at night|for (?:long|hours)))(?: (?:called|used|invoked))?${TRAFFIC}`,
      { trafficPattern: 'intermittent' },
    ),
    need(
      String.raw`(?:stored data|data[ -]?sets?|batch(?:es)?(?! (?:size|of)\b)(?: (?:jobs?|transform|scoring|inference|runs?))?|offline (?:scoring|inference)|bulk scoring|nobody waits)`,
      { trafficPattern: 'dataset' },
    ),
    need('unpredictable (?:bursts|spikes|peaks)', { trafficPattern: 'variable', trafficPredictable: false }),
    need('(?:com(?:es?|ing) |arriv(?:es?|ing) )?in (?:bursts|spikes|waves)', { trafficPattern: 'variable' }),
    need('unpredictable|unpredictably|not predictable', { trafficPredictable: false }),
    need('predictable|predictably', { trafficPredictable: true }, { trafficPredictable: false }),
  ];
}
