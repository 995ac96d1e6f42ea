/** Figures of ours that decide when a warning is worth its line. Each says why it is what it is. */

/** Busy for fewer hours of a month than this (half of 730), an instance that stays on is idle most of the time. */
export const BUSY_HOURS_MIN = 365;

/** At work for less than a hundredth of the month in all: the smallest endpoint would be idle however the requests fall. */
export const WORK_HOURS_MIN = 7.3;

/**
 * A cold start takes longer than an answer that is due sooner than this. AWS gives no figure; about 6 s are reported for
 * small models, and larger ones load longer.
 */
export const COLD_START_SUSPECT_SECONDS = 10;
