import type { Workload } from '../../recommender/index.ts';
import { LIMIT } from '../amount.ts';
import { DURATION, durationSeconds } from '../quantities/duration.ts';
import { quantity, unread, type WordPhrase } from './word-phrase.ts';

const TIME = `(?<time>${DURATION})`;
const UP_TO = `(?:${LIMIT})?`;
const WORKS = `(?:(?:each|one|(?:a|per|every|each) (?:request|scan|call)|it) )?(?:tak(?:es?|ing)|runs? for|processing(?: time)?|process(?:es)? in|inference(?: time)?|comput(?:es?|ing)(?: time)?)(?: (?:of|is|for))?:?`;
const ONE = `(?:request|scan|image|file|document|call|item|one|prediction|inference|record|video|message)`;
const WORK_AFTER = String.raw`(?: ?(?:each|apiece|(?:\/|per|a|an|for each|for one|for every|for a) ?${ONE}|(?:of )?(?:processing|inference|compute|work|runtime)(?: time)?|to (?:process|run|compute|infer)))`;
const ANSWER = `(?:answers?|answered|responses?|response time|results?|repl(?:y|ies)|latency|p(?:50|90|95|99)(?: latency)?|sla|waits?|wait(?:ing)? (?:up to|for)|deadline|due|needed|done|finished|ready|back)`;
const WITHIN = `(?:within|in|under|below|inside|after at most|by)`;
const PATIENCE = `(?:(?:can(?:not|'t)|must not|may not|not|never|no) (?:wait |take |be )?(?:more|longer|later|over) than)`;
const TIMEOUT = `(?:(?:caller|client|gateway|connection|http)(?:'s)? )?time-?outs?`;

/** "In 2 weeks" is rather a plan than a response time. In seconds. */
const BARE_MAX_SECONDS = 86_400;

/** How long something may take or takes. A bare time is how long a caller may wait, or by when a run must be done. */
export function timePhrases(dataset: boolean): WordPhrase[] {
  const wait = (time?: string): Partial<Workload> | undefined => {
    const seconds = secondsOf(time);
    if (seconds === undefined) return undefined;
    return dataset
      ? { datasetDeadlineHours: Number((seconds / 3600).toPrecision(15)) }
      : { responseTimeSeconds: seconds };
  };
  const bare = (time?: string) => ((secondsOf(time) ?? 0) > BARE_MAX_SECONDS ? undefined : wait(time));
  return [
    unread(`cold[ -]?starts?(?: (?:of|take|up to|within|in|under|is|are|around|about))* ${DURATION}`),
    unread(
      `(?:idle|quiet|silent|for|after|since|past|last|every|older than|more than|over|at least|>=?) (?:about |for |the |up to )?${DURATION}`,
    ),
    unread(
      `${DURATION} (?:ago|old|idle|of idle|windows?|long|clips?|videos?|audio|recordings?|apart|later|of (?:audio|video|data|speech))`,
    ),
    quantity(`${TIMEOUT}(?: (?:of|is|after|at))?:? ?${UP_TO}${TIME}`, ({ time }) =>
      stated('callerTimeoutSeconds', time),
    ),
    quantity(`${TIME} ${TIMEOUT}`, ({ time }) => stated('callerTimeoutSeconds', time)),
    quantity(`${PATIENCE} ${TIME}`, ({ time }) => wait(time)),
    quantity(`${WORKS} ?${UP_TO}${TIME}${WORK_AFTER}?`, ({ time }) => stated('processingTimeSeconds', time)),
    quantity(`${UP_TO}${TIME}${WORK_AFTER}`, ({ time }) => stated('processingTimeSeconds', time)),
    quantity(
      `(?:${ANSWER} )?(?:is |are |needed |due |wanted |back |done |ready |of )?(?:${WITHIN} )${UP_TO}${TIME}`,
      ({ time }) => wait(time),
    ),
    quantity(`${ANSWER}(?: (?:of|is|time))?:? ?${UP_TO}${TIME}`, ({ time }) => wait(time)),
    quantity(`${UP_TO}${TIME}(?: (?:latency|response(?: time)?|answers?|wait|deadline|sla))?`, ({ time }) =>
      bare(time),
    ),
  ];
}

function stated(field: 'processingTimeSeconds' | 'callerTimeoutSeconds', time?: string): Partial<Workload> | undefined {
  const seconds = secondsOf(time);
  return seconds === undefined ? undefined : { [field]: seconds };
}

function secondsOf(time = ''): number | undefined {
  const seconds = durationSeconds(time);
  return seconds !== undefined && seconds > 0 ? seconds : undefined;
}
