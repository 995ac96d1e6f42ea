import { FIRST } from './role-nouns.ts';
import type { Line } from './statement-types.ts';

const ACCEPTED =
  'ok|okay|fine|acceptable|accepted|allowed|tolerable|tolerated|welcome|alright|forgiven|permitted|bearable|harmless|good|nothing';

const SLOW = 'slow|slower|sluggish|late|later|longer|laggy|lukewarm|delayed';

const FAST = 'fast|quick|snappy|instant|same|normal|ready|immediate|prompt|responsive';

/** The same phrases for each of the words that a cold start has. */
const coldStart = (phrases: string): string =>
  ['cold start|boot|begin|container|load|model', 'coldstart', 'warm up', 'warmup', 'wake|waking up?', 'spin up time?']
    .map((name) => phrases.replaceAll('COLD', name))
    .join(';');

export const COLD_START_STATEMENTS: readonly Line[] = [
  [
    { coldStarts: 'unacceptable' },
    `
      ${coldStart(`
        no|never|without|zero|avoid|hate|not|prevent COLD ; no|never|without any|more? COLD ;
        not|never|cannot accept|tolerate|allow|want|have|afford|risk|permit|live|like with? any|a|the|no? COLD ;
        COLD .. avoided|prevented|eliminated|excluded|unacceptable|forbidden|taboo|prohibited|intolerable ;
        COLD is|are|would|will|were|may|can|must|should not|never|be not|never? be? ${ACCEPTED}|option|an|possible|happen|unacceptable ;
        COLD not|never|cannot be? ${ACCEPTED}|happen ; COLD is|are|would out|bad|deadly|fatal ;
        COLD is|are|would be? a|an? no go ; COLD no go ; COLD is|are|would be? a|an? problem|killer|dealbreaker|issue|showstopper|catastrophe|nogo|nightmare|pain ; COLD out of the? question ;
        COLD would|will|really|do? kill|hurt|break|ruin|annoy|harm|spoil us|the|our|it|everything? ; complain* .. COLD ;
        nobody|none|no|never .. wait for a? COLD ; no|without any? COLD penalty|delay|time|lag|period? .. ${ACCEPTED} ; COLD : no|never
      `)} ;
      ${FIRST} .. must|has|should|have|need|needs|ought to? be? as? ${FAST} ; even the? ${FIRST} .. ${FAST} ; even call|request number? one .. ${FAST} ;
      ${FIRST} .. may|can|must|should|shall|may|could not|never be? ${SLOW}|wait|notice|suffer|see|take ; ${FIRST} must never ;
      ${SLOW} ${FIRST} .. not ${ACCEPTED} ; ${SLOW} ${FIRST} .. unacceptable|intolerable ; no|never ${SLOW} ${FIRST} ; not one ${SLOW}|cold first ..? ;
      must|has|have|need|should|shall|better|want it? to? always|permanently|constantly? be|stay|remain|kept|keep always|permanently|constantly? warm|hot|loaded ;
      stay|remain|kept|keep it|them|one? always? warm|hot ; always|permanently warm|hot|ready|on|loaded ;
      nobody|never|none|no .. cold model|container|endpoint|instance|one|machine ; cannot|not|never|must be cold ; never slow|cold ;
      nobody may|should|must ever? .. asleep|cold|slept|sleeping ; asleep|idle .. must not .. notice* ;
      no sluggish first ; never unload ..? ; never hit the? load|cold ; must never .. load|cold ; no hiccup ;
      nobody may .. wait for a? load ; warm at|by ; needs it warm ; load* while .. wait* not ; never wait for a? load* ;
      no|never|without penalty|delay|lag after|on|for|at idle|first|wake|the ; no lag|delay after|on|for idle|first|the ;
      cold .. kill* us|the ; warm at all ; must not stutter ; #time is|are a|an? no go
    `,
  ],
  [
    { coldStarts: 'acceptable' },
    `
      ${coldStart(`
        COLD .. is|are|would|will|be|were be? ${ACCEPTED} ; COLD time|delay|delays|penalty|lag|hiccup? is|are? ${ACCEPTED} ; COLD : ${ACCEPTED} ;
        COLD is|are no|not a|an|any|really? problem|issue|matter|drama|concern|trouble|bother|worry ; COLD no problem|issue|matter|drama|worry ;
        COLD do|does|will|would? not|never matter|hurt|bother|worry|harm|annoy|care|disturb ; COLD .. bother no|nobody ;
        do|would|will? not|never mind|care|worry|bother about|for|over? a|an|the|some|any? COLD ;
        accept*|tolerate*|allow*|ok|okay|fine|live|happy|good|cool|forgive with? a|an|the|some|occasional? COLD ; some COLD is|are? ${ACCEPTED} ;
        nobody|no one? mind|minds|notice|notices|care|cares about? a|the? COLD ; no problem|issue|drama|trouble with|about a|the? COLD ; not mind .. COLD
      `)} ;
      ${FIRST} .. may|can|could|might|is|are|will be? a|bit|little? ${SLOW} ; ${FIRST} may|can|could|might .. wait|take|hang|lag ;
      ${SLOW} ${FIRST} .. is|are|would? ${ACCEPTED} ; do|does|would? not|never mind|care|matter about|if? a|the? ${SLOW}? ${FIRST} .. ${SLOW}? ;
      ${SLOW} start is|are|would|be? ${ACCEPTED} ; ${SLOW} start not|never|do bother|hurt|matter|mind|not ; ${SLOW} start is|are no problem|issue ;
      ok|okay|fine|acceptable|alright|no when|if|that|for|with|problem if|when? the? ${FIRST} .. ${SLOW}|wait|bit|take|need ;
      delay|hiccup|lag|pause|wait|second|seconds|stutter at|on|for|after|in|with|upon the|a? ${FIRST} .. ${ACCEPTED} ;
      delay|hiccup|lag|pause|yawn at|on|for|after|in|upon the|a? wake|waking|start|idle|break up? .. ${ACCEPTED} ;
      people|user|customer|they|we accept|tolerate|forgive|understand .. ${FIRST} .. ${SLOW}|being ; even if .. ${FIRST} .. ${SLOW} ;
      it|model|endpoint|container|thing may|can sleep|doze|hibernate|nap|cold ; allowed to sleep|doze ; sleep* .. fine|ok|okay ;
      can|may|could be sluggish|cold ; may|can go to sleep ; no drama ; cs ok ; some a|few second|seconds|delay after|on|for|the first|idle|start* ;
      some warmup|delay is|ok ; not mind .. waking|wake|warm|warming ; lukewarm .. ok|fine|bother
    `,
  ],
  [
    { coldStarts: 'minutes-acceptable' },
    `
      failure for .. minute ; fail* at first ; retry* .. until .. up ; few minutes to come up|back ; we? retry until ;
      ${FIRST} .. may|can|could|might|will fail|error|hit|timeout ..? retry|retried|again|repeat*|error ; ${FIRST} .. error|fail* and retry* ;
      error|failure|timeout|fail on|at|for|in the? ${FIRST} .. ok|okay|fine|acceptable|tolerable|retry ;
      may|can|could|might take|need|last|require .. minute to|for|until|before come|wake|start|spin|boot|warm|it|up ; minute after idle|the|a ;
      minute .. cold start .. ok|okay|fine|acceptable ; couple|few|some of? minute after|on|at|for idle|wake*|start|the .. ok|fine|okay|acceptable ;
      cold start of|in|up .. minute ..? ok|okay|fine|acceptable|allowed|tolerable ;
      few|several|couple|some of? minutes to|of|for wake|warm|start|spin|boot|waking|warming|starting|spinning|booting .. ok|fine|acceptable ; minutes acceptable ;
      minute to wake|warm|start|boot|spin ..? ; minute for waking|warming ; first|one may|can|could|might wait|take minute|minutes ;
      minutes to spin|wake|come|start|warm|boot up? ..? ; boot* .. minute .. ok|fine|acceptable
    `,
  ],
];
