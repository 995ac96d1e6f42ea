import type { Line } from './role-types.ts';

/** How long a job may take, and how long a day is busy. */
export const JOB_TIME_ROLES: readonly Line[] = [
  [
    'datasetDeadlineHours',
    'time',
    'before',
    1.1,
    `
      finish* in|within|under|by|inside? ; has|have|get ; through in|within ; done in|within|under ;
      complete* in|within|under? ; job|run|batch|it|scoring must|has|should|needs? .. in|within|under ; within ; inside ;
      deadline ; window of|is? ; ready in|within ; over* within ; loaded in|within ; limit|max|maximum of? ;
      must not? take|run|last more|longer|than ; in under|less|at ; sla ; through|out|back|there .. in|within|after
    `,
  ],
  [
    'datasetDeadlineHours',
    'time',
    'after',
    1.2,
    `
      deadline ; to finish|complete|do|run|get|score|process ; sla ; later|after at latest|most ;
      max ; at most ; is|are ok|fine|enough ; time to|for|till|until ; time
    `,
  ],
  ['datasetDeadlineHours', 'time', 'after', 1.75, 'window ; batch|job|time|processing|nightly window'],
  ['datasetDeadlineHours', 'time', 'before', 1.75, 'batch|job|time|processing|nightly window of|is|:?'],
  [
    'busyHoursPerDay',
    'time',
    'before',
    1.5,
    'busy ; used for|only? ; active for? ; open for ; awake ; in use for? ; peak* last*|for ; shift of? ; only for',
  ],
];
