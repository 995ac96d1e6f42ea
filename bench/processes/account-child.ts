/**
 * Audits a Region of an account and writes what that took, as JSON. Arguments: the folder of the build, the Region, and "now" of
 * the account in milliseconds since 1970. AWS's own variables say where it is.
 */
import { pathToFileURL } from 'node:url';

const [build = '', region = '', now = ''] = process.argv.slice(2);
const load = (file: string) => import(pathToFileURL(`${build}/account/${file}`).href);
const [{ readRegion }, { rank }] = await Promise.all([load('aws/read-account.js'), load('rank.js')]);

const start = performance.now();
const signal = new AbortController().signal;
const read = await readRegion(region, { days: 30, now: Number(now), signal, progress: () => {} });
if (!read.ok) throw new Error(read.text);
const { account } = rank([read.read], read.incomplete);
const seconds = (performance.now() - start) / 1000;
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
const { endpoints, incomplete } = account;
process.stdout.write(
  JSON.stringify({
    seconds,
    processorSeconds: (userCPUTime + systemCPUTime) / 1e6,
    peakMB: maxRSS / 1024,
    endpoints,
    incomplete: incomplete.length,
  }),
);
