import type { Elsewhere } from '../types.ts';

/** What a line begins with, before a colon, that says that the line and the points below it are about something else. */
export const HEADINGS: Readonly<Partial<Record<Elsewhere, string>>> = {
  'out-of-scope': `
    not needed|required|necessary|wanted|relevant ; out of scope ; non goal|requirement ; excluded ; no need ; open question|point|issue|item ;
    attendee|participant ; assignee|reporter|owner|author ; due date? ; next meeting|step ; not yet known|decided|clear
  `,
  later:
    'later ; phase two|2|3 ; future ; roadmap ; stretch|optional goal|target? ; nice to have ; next year|quarter|release',
  'other-system': 'current|existing|old|previous|legacy setup|system|solution|stack|endpoint ; as is ; status quo',
  past: 'history ; background ; previous* ; last year',
  vendor: 'vendor|supplier|provider|competitor price|quote|offer?',
  benchmark:
    'baseline|reference result|figure|number? ; last|previous|first? load|stress|lab test|run ; benchmark|benchmarks',
};

/**
 * By which words a sentence says that it is about something else, from the clause that they stand in to the end of the sentence or to
 * a word that turns back.
 */
export const SIGNS: Readonly<Partial<Record<Elsewhere, string>>> = {
  'out-of-scope': `
    ignore it|that|this|them ; do|please not count|consider|include it|that|this|them ; leave it|that|this out ; not part of this|it|our ;
    do not take it|that|this|them ; with a different|another model ; out of scope ; not our|my problem|concern|business ; not ours|mine ;
    is|was a? different|another|separate|other product|project|story|topic|team ; that|this|it a? different|another product|project|story|topic|team ; sister|parent product|project|team|company ;
    belong to another|other|different ; unrelated ; has|have|get its|their|an? own project ; please not consider|count|include
  `,
  later: `
    next year|quarter|season|summer|winter|spring|fall|autumn ; in future ; in the future ; nice to have ; some|one day ; hoping|hope for|to ; hopefully .. later ;
    later on ; after phase|year ; when the? campaign|launch|rollout|pilot .. start|begin ; once we grow|scale|launch ; long term
  `,
  'other-system': `
    staging|dev|test|lab|demo|poc|pilot cluster|box|machine|server|environment|env had|has|is|was|ran|runs|took|needed|used ;
    the|our|an old|previous|former|legacy %word? box|machine|server|instance|system|setup|cluster|tool|version|solution ;
    their own lab? test|cluster|server|system|setup ; today|currently|now|presently this|it|that is|run|runs a|an|on|our ; is|run|runs already running|live? in|on lambda|ecs|eks|kubernetes|ec2|premise|production ;
    runs|run on prem|premise|premises
  `,
  vendor:
    'vendor|supplier|provider|competitor %word? say|claim|promise that? its|their ; vendor|supplier|provider|competitor whose|product|demo|tool|benchmark|api|saas|platform|claims|promises|quotes',
  benchmark:
    'we|i tried a|an|it|on|with|the|one ; in|during the|a|our? test|trial|pilot|poc|prototype phase|run|with|we',
  past: `
    last year|season|summer|winter|spring|quarter|month ; used to be|take|run|have|get ; back then ; in the past ; a year ago ; years ago ; in #count we|it had|used|ran|was|did ;
    already done|finished|complete|completed|over ; done|finished|complete|completed already
  `,
};

/** Words at which a sentence comes back to what is asked for. */
export const TURNS_BACK =
  'now ; today ; this year|season|time|quarter ; but we|our|it|the|now|for ; we need|want|plan|expect ; ours|mine ; the|our new ; for us ; so we|please';
