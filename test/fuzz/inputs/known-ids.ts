/** Ids in the record that inputs refer to. */
export const HOME = 'T0HOME';
export const STRANGER = 'T0STRANGER';
/** A company with which the home team shares its channels: its people act there, and may change nothing. */
export const OUTSIDE = 'T0OUTSIDE';
export const OUTSIDER = 'U0OUT';
/** Reviews of the home team, that people of both teams press on; they are made anew again and again. */
export const REVIEW_IDS = ['review-open', 'review-doubted', 'review-decided'] as const;
/** Where their messages stand, in {@link HOME_CHANNEL}. */
export const THREADS = ['1.2', '1.3', '1.4'] as const;
/** Reviews of the home team that only strangers and outsiders press on: they must stay as they are. */
export const GUARDED_IDS = ['guarded-1', 'guarded-2'];
/** The stranger's own review. */
export const STRANGERS_ID = 'review-of-stranger';
export const HOME_CHANNEL = 'C0ML';
/** Where strangers have their reviews posted. Nothing of the home team's belongs there. */
export const STRANGERS_CHANNEL = 'C9ML';

/** A change that the home team asked about. */
export const WHAT_IF = 'what-if-of-home';
/** One that is the home team's although its review is the stranger's: only its own team tells whose it is. */
export const CROSSED_WHAT_IF = 'what-if-crossed';

/** What was measured of an endpoint of the home team. */
export const MEASURED = 'measured-of-home';

/** A form that somebody of the home team has open, who does nothing here. */
export const DRAFT = { id: 'draft-of-owner', teamId: HOME, userId: 'U0OWNER' };

/** Begins the names of the home team's reviews, and is typed by everybody. */
export const SEARCHED = 'findable';
/** Stands in every text of the home team's reviews, is never typed by a stranger, and may never reach one. */
export const SECRET = 'secretofhome';
/** Stands in what {@link DRAFT} holds, and may reach nobody who acts here. */
export const PRIVATE = 'secretofowner';
