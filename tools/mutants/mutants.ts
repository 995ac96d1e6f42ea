/** The rooms in which faults are planted, each with the folders of its tests. */
export const ROOMS = {
  recommender: ['test/recommender'],
  sizing: ['test/recommender'],
  costs: ['test/recommender'],
  deploy: ['test/deploy'],
  check: ['test/check'],
  record: ['test/reviews'],
  outbox: ['test/slack/outbox'],
} as const satisfies Record<string, readonly string[]>;

export type Room = keyof typeof ROOMS;

/** One fault, as somebody might make it. */
export interface Mutant {
  readonly room: Room;
  /** The rule that it breaks. */
  readonly rule: string;
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly before: string;
  readonly after: string;
  /** The test that has to notice it: its file, and words of its title that name the rule. */
  readonly noticedBy: readonly [file: string, title: string];
}

type Planted = Omit<Mutant, 'room'>;

const RECOMMENDER: readonly Planted[] = [
  {
    rule: 'What is at a quota fits',
    file: 'src/recommender/options/option.ts',
    before: 'asked !== undefined && asked > quota.value',
    after: 'asked !== undefined && asked >= quota.value',
    noticedBy: ['test/recommender/options/serverless.test.ts', 'payload, 4 MB: takes'],
  },
  {
    rule: 'A lower price never overturns a doubt',
    file: 'src/recommender/judge/ranking.ts',
    before: 'candidate !== first && candidate.pair.fit === first?.pair.fit',
    after: 'candidate !== first',
    noticedBy: ['test/recommender/judge/ranking.test.ts', 'never overturns a doubt'],
  },
  {
    rule: 'A queue takes who waits 60 s',
    file: 'src/recommender/needs/needs.ts',
    before: 'responseTimeSeconds >= QUEUE_RESPONSE_TIME_MIN_SECONDS;',
    after: 'responseTimeSeconds > QUEUE_RESPONSE_TIME_MIN_SECONDS;',
    noticedBy: ['test/recommender/judge/ranking.test.ts', 'is a queue at 60 s and a direct call at 59 s'],
  },
  {
    rule: 'Options are weighed by the prices of the Region',
    file: 'src/recommender/judge/judge.ts',
    before: 'needs, bookFor(prices, needs.region));',
    after: "needs, bookFor(prices, 'us-east-1'));",
    noticedBy: ['test/recommender/judge/ranking.test.ts', 'by the prices of the Region'],
  },
  {
    rule: 'A job starts up before its first record',
    file: 'src/recommender/options/batch-transform.ts',
    before: 'if (JOB_START_UP_SECONDS + scoring / INSTANCES <= due) return;',
    after: 'if (scoring / INSTANCES <= due) return;',
    noticedBy: ['test/recommender/options/batch-transform-rhythm.test.ts', 'of 13,201 s needs a fifth instance'],
  },
  {
    rule: 'An answer from zero takes waking and the request',
    file: 'src/recommender/options/asynchronous.ts',
    before: 'WAKE_UP_SECONDS.queue + (processingTimeSeconds ?? 0);',
    after: 'WAKE_UP_SECONDS.queue;',
    noticedBy: ['test/recommender/options/scaling.test.ts', 'do not answer within 539 s'],
  },
];

const SIZING: readonly Planted[] = [
  {
    rule: 'A rounding error buys no instance',
    file: 'src/recommender/costs/capacity.ts',
    before: 'return Math.max(floor, Math.ceil(instances - 1e-9));',
    after: 'return Math.max(floor, Math.ceil(instances));',
    noticedBy: ['test/recommender/costs/worked-bills.test.ts', 'busy just as planned'],
  },
  {
    rule: 'Auto scaling has room above the peak',
    file: 'src/recommender/costs/priced-instance.ts',
    before: 'Math.max(withRoom(busiest), countSpan(plan, needs, planned).high)',
    after: 'countSpan(plan, needs, planned).high',
    noticedBy: ['test/recommender/costs/worked-bills.test.ts', 'have one more than the peak takes'],
  },
  {
    rule: 'Waiting and work stay within the response time',
    file: 'src/recommender/costs/endpoint-usage.ts',
    before: 'instances === least ? share : Math.min(share, demand / instances)',
    after: 'share',
    noticedBy: ['test/recommender/costs/waiting.test.ts', 'are 2 where one keeps them waiting'],
  },
  {
    rule: "A split divides the model's heads",
    file: 'src/recommender/throughput/plan.ts',
    before: '(heads === null || heads % each === 0) && (cacheParts',
    after: '(cacheParts',
    noticedBy: ['test/recommender/throughput/splits.test.ts', 'divide its heads'],
  },
  {
    rule: 'Memory holds the requests in progress, however fast they are',
    file: 'src/recommender/costs/endpoint-usage.ts',
    before: 'forMemory: pace === undefined ? 0 : Math.ceil((sizing.inProgress * share) / pace.held - 1e-9),',
    after: 'forMemory: 0,',
    noticedBy: ['test/recommender/costs/worked-bills.test.ts', 'however fast they are'],
  },
  {
    rule: 'A model that writes tokens is planned to be 80 % busy, others 70 %',
    file: 'src/recommender/costs/pace.ts',
    before: "pace?.work === 'together' ? PLANNED_SHARE : TARGET_UTILISATION",
    after: "pace?.work === 'together' ? TARGET_UTILISATION : PLANNED_SHARE",
    noticedBy: ['test/recommender/costs/worked-bills.test.ts', 'is for two just over it'],
  },
  {
    rule: 'A cache of 8 bits takes half',
    file: 'src/recommender/throughput/replica.ts',
    before: 'return (kept + window) * (fp8Cache ? 0.5 : 1);',
    after: 'return kept * (fp8Cache ? 0.5 : 1) + window;',
    noticedBy: ['test/recommender/throughput/replica.test.ts', 'of a cache is half at 8 bits'],
  },
  {
    rule: 'A schedule keeps at least one more than is always on',
    file: 'src/recommender/costs/endpoint-usage.ts',
    before: 'Math.min(most, Math.max(quiet, floor + 1))',
    after: 'Math.min(most, Math.max(quiet, floor))',
    noticedBy: ['test/recommender/costs/worked-bills.test.ts', 'which the schedule keeps'],
  },
];

const COSTS: readonly Planted[] = [
  {
    rule: 'Bills within 10 % are alike, and the fewest GPUs win',
    file: 'src/recommender/costs/choose-by-bill.ts',
    before: 'PERFORMANCE_BILL_FACTOR : 1 + BILLS_ALIKE_SHARE;',
    after: 'PERFORMANCE_BILL_FACTOR : 1;',
    noticedBy: ['test/recommender/costs/worked-bills.test.ts', 'alike bills within 10 %'],
  },
  {
    rule: 'A handier number costs up to 5 % more',
    file: 'src/recommender/costs/choose-by-bill.ts',
    before: 'other.excess <= excess && other.usd <= usd * (1 + ALIKE_SHARE)',
    after: 'other.excess <= excess && other.usd <= usd * (1 + BILLS_ALIKE_SHARE)',
    noticedBy: ['test/recommender/costs/worked-bills.test.ts', 'handier number within 5 %'],
  },
  {
    rule: 'A burst that is over before an instance is added is met by what is on',
    file: 'src/recommender/costs/endpoint-usage.ts',
    before: 'sizing.burstDueSeconds < ADDED_SECONDS.everyMinute + seconds',
    after: 'sizing.burstDueSeconds < ADDED_SECONDS.everyMinute',
    noticedBy: ['test/recommender/costs/worked-bills.test.ts', 'what is added would be too late'],
  },
  {
    rule: 'Peaks have at most half of the requests',
    file: 'src/recommender/costs/endpoint-usage.ts',
    before: '(PEAK_SHARE_MAX * requestsPerMonth)',
    after: '(requestsPerMonth)',
    noticedBy: ['test/recommender/costs/worked-bills.test.ts', 'half of the requests'],
  },
  {
    rule: 'Each variant has its own instances',
    file: 'src/recommender/costs/capacity.ts',
    before: 'endpointsOf(plan, needs) * needs.variants;',
    after: 'endpointsOf(plan, needs);',
    noticedBy: ['test/recommender/costs/worked-bills.test.ts', 'one more of each variant'],
  },
  {
    rule: 'Each instance of a job is paid while it starts',
    file: 'src/recommender/options/batch-transform.ts',
    before: 'instanceHours: runs * startUpHours * instances + workHours,',
    after: 'instanceHours: runs * startUpHours + workHours,',
    noticedBy: ['test/recommender/costs/worked-bills.test.ts', 'starts two where one has no time left'],
  },
  {
    rule: "A plan's rates don't cover asynchronous endpoints",
    file: 'src/recommender/costs/price-book.ts',
    before: "(rate.component === undefined ? component !== 'asynchronous' : rate.component === component)",
    after: '(rate.component === undefined || rate.component === component)',
    noticedBy: ['test/recommender/costs/worked-bills.test.ts', 'behind a queue'],
  },
  {
    rule: "A type that a Region doesn't list costs us-east-1's price times the ratio of its family",
    file: 'src/recommender/costs/price-book.ts',
    before: '(price.usd * guide.ratio)',
    after: '(price.usd / guide.ratio)',
    noticedBy: ['test/recommender/costs/worked-bills.test.ts', 'the ratio of its family'],
  },
];

const DEPLOY: readonly Planted[] = [
  {
    rule: 'Busy hours are prepared 15 min before',
    file: 'src/deploy/parts/schedule.ts',
    before: 'start: cronAt(from - LEAD_MINUTES, days), end',
    after: 'start: cronAt(from, days), end',
    noticedBy: ['test/deploy/schedule.test.ts', 'start 15 min before'],
  },
  {
    rule: 'Instances are kept 70 % busy',
    file: 'src/deploy/parts/scaling.ts',
    before: 'rounded((atOnce * busy * SECONDS_PER_MINUTE) / seconds)',
    after: 'rounded((atOnce * SECONDS_PER_MINUTE) / seconds)',
    noticedBy: ['test/deploy/schedule.test.ts', 'is 70 % of what an instance takes'],
  },
  {
    rule: 'The minimum is raised before the busy hours',
    file: 'src/deploy/parts/schedule.ts',
    before: "'RaiseMinimumSchedule', busyMin)",
    after: "'RaiseMinimumSchedule', min)",
    noticedBy: ['test/deploy/schedule.test.ts', 'raise the minimum in the stated hours'],
  },
  {
    rule: 'CloudWatch counts latency in microseconds',
    file: 'src/deploy/parts/serving-alarms.ts',
    before: 'rounded(limit.seconds * MICROSECONDS)',
    after: 'rounded(limit.seconds * 1000)',
    noticedBy: ['test/deploy/safety.test.ts', 'is on the response time that callers need'],
  },
  {
    rule: 'A run ends at its deadline or before the next, whichever comes first',
    file: 'src/deploy/parts/schedule.ts',
    before: 'deadline !== undefined && deadline <= untilNext',
    after: 'deadline !== undefined && deadline >= untilNext',
    noticedBy: ['test/deploy/runs.test.ts', 'at its deadline'],
  },
  {
    rule: 'The first answer from zero takes waking and the request',
    file: 'src/deploy/behaviour.ts',
    before: 'Number(times?.wakeUpSeconds) + (seconds ?? 0) : seconds',
    after: 'Number(times?.wakeUpSeconds) : seconds',
    noticedBy: ['test/deploy/promises.test.ts', 'until a queue is awake, and the 90 s of the request'],
  },
];

const CHECK: readonly Planted[] = [
  {
    rule: 'A schedule may have raised the minimum',
    file: 'src/check/compare.ts',
    before: 'min === (instance.busyMin ?? Number.NaN) * variants',
    after: 'min === instance.min * variants',
    noticedBy: ['test/check/comparing.test.ts', 'what a schedule keeps in the busy hours'],
  },
  {
    rule: 'Counts are of all variants together',
    file: 'src/check/compare.ts',
    before: "['maximum of instances', instance.max * variants, max]",
    after: "['maximum of instances', instance.max, max]",
    noticedBy: ['test/check/comparing.test.ts', 'of both variants'],
  },
  {
    rule: "The decision's load is priced in the Region of the files",
    file: 'src/check/compare.ts',
    before: 'instanceType: instance, ...here }',
    after: 'instanceType: instance, availability }',
    noticedBy: ['test/check/comparing.test.ts', 'is priced in the Region of the files'],
  },
  {
    rule: "The decision's load costs no more than the maximum",
    file: 'src/check/compare.ts',
    before: 'Math.min(maximum ?? Infinity, Math.max(minimum ?? 0, usd))',
    after: 'Math.max(minimum ?? 0, usd)',
    noticedBy: ['test/check/comparing.test.ts', 'no more than what the files allow'],
  },
  {
    rule: 'Scheduled actions set bounds, too',
    file: 'src/check/costs.ts',
    before: 'max: known(Math.max(...all.map(Number)))',
    after: 'max: known(Number(max))',
    noticedBy: ['test/check/reading.test.ts', 'the bounds of scheduled actions'],
  },
  {
    rule: 'What was decided otherwise fails the check',
    file: 'src/check/check.ts',
    before: 'line.differs.length > 0 || line.findings',
    after: 'line.findings',
    noticedBy: ['test/check/comparing.test.ts', 'what differs is refused'],
  },
];

const RECORD: readonly Planted[] = [
  {
    rule: 'What somebody changed meanwhile is not taken back',
    file: 'src/reviews/act-on-review.ts',
    before: "    .where('version', '=', before.version)\n",
    after: '',
    noticedBy: ['test/reviews/act-on-review.test.ts', 'changed since it was read'],
  },
  {
    rule: "A requester's own approval doesn't count where the rule says so",
    file: 'src/reviews/approvals.ts',
    before: 'if (notRequester && actor.userId === requesterId) return false;',
    after: 'if (notRequester && actor.userId !== requesterId) return false;',
    noticedBy: ['test/reviews/team-decisions.test.ts', "to the requester where hers don't count"],
  },
  {
    rule: 'Who answers a revisit has seen this decision and this date',
    file: 'src/reviews/decide.ts',
    before: '(seen.decidedAt !== decision?.at || seen.revisitOn !== revisitOn)',
    after: '(seen.decidedAt !== decision?.at && seen.revisitOn !== revisitOn)',
    noticedBy: ['test/reviews/review.test.ts', 'is refused to who has seen another date'],
  },
  {
    rule: 'A reopened review has no endpoint',
    file: 'src/reviews/decide.ts',
    before: '{ ...UNDECIDED, endpoint: null }',
    after: '{ ...UNDECIDED }',
    noticedBy: ['test/reviews/review.test.ts', 'takes the decision and the endpoint back'],
  },
  {
    rule: 'There is no reminder on the day on which the date was set',
    file: 'src/reviews/reminder.ts',
    before: '.filter((day) => day > setOn &&',
    after: '.filter((day) => day >= setOn &&',
    noticedBy: ['test/reviews/reminder.test.ts', 'leave out those that were over when it was set'],
  },
  {
    rule: 'A saving is what is paid less what would be',
    file: 'src/reviews/replay.ts',
    before: '12 * (from - to)',
    after: '12 * (to - from)',
    noticedBy: ['test/reviews/replay.test.ts', 'says what that saves in a year'],
  },
];

const OUTBOX: readonly Planted[] = [
  {
    rule: 'The pause doubles from half a second',
    file: 'src/slack/outbox/jobs.ts',
    before: 'firstMs * 2 ** Math.min(attempts - 1, 20)',
    after: 'firstMs * 2 ** Math.min(attempts, 20)',
    noticedBy: ['test/slack/outbox/claims.test.ts', 'the pause doubles from half a second'],
  },
  {
    rule: 'A reply whose answer was lost is not repeated',
    file: 'src/slack/outbox/deliver.ts',
    before: "return kindOf(job.kind).postedAs === 'edit'\n        ? againForADay",
    after: "return kindOf(job.kind).postedAs !== 'message'\n        ? againForADay",
    noticedBy: ['test/slack/outbox/claims.test.ts', 'a reply whose answer was lost is not repeated'],
  },
  {
    rule: 'An older version never takes the place of a newer one',
    file: 'src/slack/outbox/jobs.ts',
    before: "        .where(version, '<', sent.version)\n",
    after: '',
    noticedBy: ['test/slack/outbox/claims.test.ts', 'never takes the place of a newer one'],
  },
  {
    rule: 'A post is surely absent some time after the attempt, not after it was queued',
    file: 'src/slack/outbox/uncertain.ts',
    before: 'const sureAt = (job.claimedAt ?? job.queuedAt) + surelyAbsentAfterMs;',
    after: 'const sureAt = job.queuedAt + surelyAbsentAfterMs;',
    noticedBy: ['test/slack/outbox/claims.test.ts', '20 s after its last attempt'],
  },
  {
    rule: 'A claim that another poster took over settles nothing',
    file: 'src/slack/outbox/jobs.ts',
    before: "    .where('state', '=', 'sending')\n    .where('attempts', '=', job.attempts);\n",
    after: "    .where('state', '=', 'sending');\n",
    noticedBy: ['test/slack/outbox/claims.test.ts', 'settles nothing'],
  },
  {
    rule: 'Only claims that are old enough are abandoned',
    file: 'src/slack/outbox/uncertain.ts',
    before: "    .where('claimed_at', '<=', claimedBefore);\n",
    after: '    ;\n',
    noticedBy: ['test/slack/outbox/claims.test.ts', 'only a claim that is old enough is given up'],
  },
  {
    rule: 'A post and its place are stored together',
    file: 'src/slack/outbox/jobs.ts',
    before:
      "  await transact(db, async (trx) => {\n    await trx\n      .updateTable('slack_outbox')\n      .set({ ...DONE",
    after:
      "  await Promise.resolve(db).then(async (trx) => {\n    await trx\n      .updateTable('slack_outbox')\n      .set({ ...DONE",
    noticedBy: ['test/slack/outbox/claims.test.ts', 'stored together or not at all'],
  },
  {
    rule: 'A message that is posted is not moved',
    file: 'src/slack/outbox/enqueue.ts',
    before: "        .where('message_ts', 'is', null)\n        .execute();\n    }\n    return true;",
    after: '        .execute();\n    }\n    return true;',
    noticedBy: ['test/slack/outbox/claims.test.ts', 'is not moved'],
  },
];

const planted = (room: Room, mutants: readonly Planted[]): Mutant[] => mutants.map((mutant) => ({ room, ...mutant }));

/** Faults that were seen in such programs: by one, with the wrong unit, field or Region, without a check or a retry. ← ADD ONE HERE. */
export const MUTANTS: readonly Mutant[] = [
  ...planted('recommender', RECOMMENDER),
  ...planted('sizing', SIZING),
  ...planted('costs', COSTS),
  ...planted('deploy', DEPLOY),
  ...planted('check', CHECK),
  ...planted('record', RECORD),
  ...planted('outbox', OUTBOX),
];
