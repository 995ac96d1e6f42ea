import type { Sample } from './metrics.ts';

// Requests as a fluid: parts of a request are fine. Callers that wait are turned away where there is no room; a queue keeps them.

/** A synchronous call ends after this many seconds (QUOTAS.realTimeProcessing). */
const CALL_SECONDS_MAX = 60;

/** Less than this of a request is a rounding error. */
const LEAST = 1e-6;

/** What a step does for a queue. */
interface Work {
  readonly answered: number;
  /** Waiting or in work, as the mean over the step. */
  readonly inProgress: number;
}

interface Batch {
  count: number;
  readonly at: number;
}

/** What becomes of the requests of one endpoint or component. */
export class Served {
  readonly #seconds: number;
  readonly #atOnce: number;
  readonly #isQueue: boolean;
  readonly #stepSeconds: number;
  /** Requests that wait, the oldest first, with when they came. */
  readonly #waiting: Batch[] = [];
  /** Requests in work, with when each is answered. */
  readonly #inWork: Batch[] = [];
  #overdue = 0;
  #lastAnswerAt = 0;

  constructor(
    { secondsPerRequest, atOnce }: { readonly secondsPerRequest: number; readonly atOnce: number },
    isQueue: boolean,
    stepSeconds: number,
  ) {
    this.#seconds = secondsPerRequest;
    this.#atOnce = atOnce;
    this.#isQueue = isQueue;
    this.#stepSeconds = stepSeconds;
  }

  get #isShort(): boolean {
    return this.#seconds < this.#stepSeconds;
  }

  /** When the last request of a queue was answered, in seconds since the start. */
  get lastAnswerAt(): number {
    return this.#lastAnswerAt;
  }

  /** Waiting or in work. */
  get pending(): number {
    return sumOf(this.#waiting) + sumOf(this.#inWork);
  }

  /** What a step does with `requests` that come at its start, on `count` instances. */
  step(now: number, requests: number, count: number): Sample {
    return this.#isQueue ? this.#queue(now, requests, count) : this.#call(requests, count);
  }

  #call(requests: number, count: number): Sample {
    const rate = requests / this.#stepSeconds;
    if (count === 0) return this.#sample(0, 0, requests, 0, 0, 0, 0);
    const room = (count * this.#atOnce * this.#stepSeconds) / this.#seconds;
    const answered = Math.min(requests, room);
    const inWork = rate * this.#seconds;
    // What finds no room piles up in front of the model until its caller gives up.
    this.#overdue = requests > room ? Math.min(this.#overdue + requests - room, rate * CALL_SECONDS_MAX) : 0;
    const inProgress = Math.min(inWork, count * this.#atOnce) + this.#overdue;
    return this.#sample(count, requests, 0, requests - answered, answered, inProgress, 0);
  }

  #queue(now: number, requests: number, count: number): Sample {
    if (requests > 0) this.#waiting.push({ count: requests, at: now });
    const end = now + this.#stepSeconds;
    const { answered, inProgress } = this.#isShort ? this.#workOff(now, count) : this.#workThrough(now, end, count);
    const [oldest] = this.#waiting;
    const oldestSeconds = oldest === undefined ? 0 : end - oldest.at;
    return this.#sample(count, requests, 0, 0, answered, inProgress < LEAST ? 0 : inProgress, oldestSeconds);
  }

  #sample(
    count: number,
    invocations: number,
    noCapacity: number,
    throttled: number,
    answered: number,
    inProgress: number,
    oldestSeconds: number,
  ): Sample {
    const [isAsynchronous, seconds] = [this.#isQueue, this.#seconds];
    return { isAsynchronous, count, seconds, invocations, noCapacity, throttled, answered, inProgress, oldestSeconds };
  }

  /** Requests that take less than a step: as many as fit into it. */
  #workOff(now: number, count: number): Work {
    const answered = this.#take((count * this.#atOnce * this.#stepSeconds) / this.#seconds);
    if (answered > 0) this.#lastAnswerAt = now + this.#seconds;
    return { answered, inProgress: this.pending + (answered * this.#seconds) / this.#stepSeconds };
  }

  /** Longer ones: each place takes the next request when it has answered one. */
  #workThrough(now: number, end: number, count: number): Work {
    let answered = 0;
    let requestSeconds = 0;
    for (let at = now; at < end; ) {
      const started = this.#take(count * this.#atOnce - sumOf(this.#inWork));
      if (started > 0) this.#inWork.push({ count: started, at: at + this.#seconds });
      const [next] = this.#inWork;
      const until = Math.min(end, next?.at ?? end);
      requestSeconds += this.pending * (until - at);
      at = until;
      if (next === undefined || next.at > end) break;
      this.#inWork.shift();
      answered += next.count;
      this.#lastAnswerAt = next.at;
    }
    return { answered, inProgress: requestSeconds / this.#stepSeconds };
  }

  /** Takes up to `room` from the queue. */
  #take(room: number): number {
    let left = room;
    for (let [first] = this.#waiting; first !== undefined && left > LEAST; [first] = this.#waiting) {
      const taken = Math.min(first.count, left);
      left -= taken;
      first.count -= taken;
      if (first.count < LEAST) this.#waiting.shift();
    }
    return Math.max(0, room - left);
  }
}

const sumOf = (batches: readonly Batch[]): number => batches.reduce((sum, { count }) => sum + count, 0);
