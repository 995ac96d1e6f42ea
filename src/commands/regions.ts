import type { Regions } from '../account/aws/read-account.ts';
import { describeFaults, readAwsRegions } from '../settings/config.ts';
import { Stop, WrongUsage } from './command.ts';

/** What --region names. @throws WrongUsage */
export function regionIn(region: string | undefined): string | undefined {
  if (region === undefined || /^[a-z]{2,4}(-[a-z]+){1,2}-\d{1,2}$/.test(region)) return region;
  throw new WrongUsage('--region takes an AWS Region such as eu-west-1.');
}

/** The Region that was asked for, else those that are set. Undefined: the one of AWS's own configuration. @throws Stop */
export function regionsFor(asked: string | undefined): Regions {
  const set = readAwsRegions();
  if (asked !== undefined) return [asked];
  if (!set.ok) throw new Stop(describeFaults(set.faults));
  const [first, ...more] = set.regions;
  return [first, ...more];
}
