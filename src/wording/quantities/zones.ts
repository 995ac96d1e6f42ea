/** Abbreviations that people write, and the IANA zone that each most often stands for. The first of a zone is written back. */
const ABBREVIATIONS: readonly (readonly [abbreviation: string, zone: string])[] = [
  ['CET', 'Europe/Berlin'],
  ['CEST', 'Europe/Berlin'],
  ['UTC', 'Etc/UTC'],
  ['GMT', 'Etc/UTC'],
  ['BST', 'Europe/London'],
  ['ET', 'America/New_York'],
  ['EST', 'America/New_York'],
  ['EDT', 'America/New_York'],
  ['CT', 'America/Chicago'],
  ['CST', 'America/Chicago'],
  ['CDT', 'America/Chicago'],
  ['PT', 'America/Los_Angeles'],
  ['PST', 'America/Los_Angeles'],
  ['PDT', 'America/Los_Angeles'],
  ['JST', 'Asia/Tokyo'],
  ['IST', 'Asia/Kolkata'],
  ['SGT', 'Asia/Singapore'],
  ['AEST', 'Australia/Sydney'],
  ['AEDT', 'Australia/Sydney'],
];

const ZONES = new Map(ABBREVIATIONS);
const SHORT = new Map(ABBREVIATIONS.toReversed().map(([abbreviation, zone]) => [zone, abbreviation]));

/** The zone that an abbreviation stands for, in upper or lower case: `Europe/Berlin` for `cet`. */
export const zoneOfAbbreviation = (text: string): string | undefined => ZONES.get(text.toUpperCase());

/** How people write a zone: `CET`, or its IANA name where it has no abbreviation here. */
export const writeZone = (zone: string): string => SHORT.get(zone) ?? zone;
