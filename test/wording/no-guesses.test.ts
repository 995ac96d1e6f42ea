import { describe, expect, it } from 'vitest';
import type { Workload, WorkloadField } from '../../src/recommender/index.ts';
import { readWords } from '../../src/wording/read-words.ts';

describe('a field that two amounts are read for', () => {
  it.each<[WorkloadField, string]>([
    ['monthlyRequests', 'evening service 18-21h: 9k orders/h; rest of the day 300/h'],
    ['processingTimeSeconds', 'on cpu 25 s per field map, on gpu 2 s'],
    ['payloadSizeMB', 'maybe 50 MB, maybe 500, nobody measured'],
    ['monthlyRequests', '7 per hour per buoy, all around the coast'],
  ])('is asked about: %s in %j', (field, words) => {
    const { says, unclear } = readWords(words);
    expect(says[field]).toBeUndefined();
    expect(unclear.map((one) => one.field)).toContain(field);
  });

  it('has the larger value if it is the payload: 3 MB', () => {
    expect(readWords('most requests have 100 KB, the largest is 3 MB').says.payloadSizeMB).toBe(3);
  });
});

describe('a fact that is unlikely beside the other words', () => {
  it.each<[why: string, field: WorkloadField, words: string]>([
    [
      '30 samples per tray, which may multiply 80 trays',
      'monthlyRequests',
      '30 samples per tray, 80 trays a day, 6 MB each',
    ],
    ['visits of one of 40 sites', 'monthlyRequests', 'about 90 visitors per site per week with three photos each'],
    ['7 calls a month', 'monthlyRequests', 'an audiobook gets a new voice, 7 books a month'],
    ['50 MB or more of an unknown noun', 'payloadSizeMB', 'weld inspection, zorbs around 120 MB, 9 s'],
    ['1 GB or more of an unknown thing', 'payloadSizeMB', 'a 1.9 GB thing, reply within 5 s'],
    ['3 hours that are no inference', 'processingTimeSeconds', 'whisper medium, hearings run 2 to 3 hours, 250 MB'],
    ['a fleet of 75 boats', 'modelCount', 'hull inspection, fleet of 75 boats, 2 MB photos'],
    [
      '10,000 users who are not served at once',
      'concurrentRequests',
      '10,000 people at once could log in to the portal',
    ],
    ['8 at once, a burst or requests in progress', 'burstRequests', '70 people but rarely more than 8 at once'],
    ['1.50 dollars, a price', 'monthlyBudgetUsd', 'customers get 1,000 pages for $1.50, 2 MB a page'],
  ])('is asked about: %s', (_, field, words) => {
    const { says, unclear } = readWords(words);
    expect(says[field]).toBeUndefined();
    expect(unclear.map((one) => one.field)).toContain(field);
  });

  it.each<[Partial<Workload>, string]>([
    [{ monthlyRequests: 21_900 }, '20 pumps. Calls are few, about 30 per hour in total'],
    [{ payloadSizeMB: 40 }, 'videos are 2 minutes long, 40 MB'],
    [{ payloadSizeMB: 500 }, 'fraud-scoring 500 MB within 15 min'],
    [{ processingTimeSeconds: 7200 }, 'inference takes 2 hours per sequence'],
    [{ modelCount: 75 }, 'a fleet of 75, all xgboost'],
    [{ burstRequests: 30 }, 'about 30 images arrive together every hour'],
  ])('is read where the words are clear: %j', (says, words) => {
    expect(readWords(words).says).toMatchObject(says);
  });
});

describe('an amount of something else', () => {
  it.each<[why: string, field: WorkloadField, words: string]>([
    ['three containers, and no tokens', 'inputTokens', 'bert in 3 containers, every request goes through all three'],
    ['the machine of today', 'instanceType', 'Replace the current EC2 box (g4dn.xlarge, 70% idle), 2 rps'],
    ['three machines of today', 'instanceType', "it's 3x ml.c5.4xlarge, peak is 60 rps"],
    ['how busy a processor is', 'requiresGpu', 'the box has its cpu at 8%, peak is 60 rps'],
    ['a price that was paid', 'monthlyBudgetUsd', 'textract was too expensive ($9k/mo last year)'],
    ['a model that is 440 MB', 'payloadSizeMB', 'each customer has an own finetuned bert (440MB)'],
    ['models in use', 'concurrentRequests', '300 models. Only ~20 active at the same time'],
    ['idle hours of a machine', 'trafficPattern', 'g4dn.xlarge, 70% idle, 2 rps'],
    [
      'a batch that is asked about',
      'trafficPattern',
      'Batch? Each customer uploads 10k rows (5 MB), < 2 min. 40 uploads a day',
    ],
    ['an image of 13 GB', 'modelSizeGB', 'Model: 13 GB container image'],
    ['a cold load of 3 s', 'responseTimeSeconds', '2 rps, cold load 3s acceptable'],
    ['what the model itself takes', 'responseTimeSeconds', 'lambda timeout 15s, model replies in 20 ms normally'],
    ['a budget of time', 'processingTimeSeconds', 'budget 35 ms per request end to end'],
  ])('is not the field: %s', (_, field, words) => {
    expect(readWords(words).says[field]).toBeUndefined();
  });

  it.each<[Partial<Workload>, string]>([
    [
      { modelCount: 300, activeModelCount: 20, modelSizeGB: 0.4296875 },
      '300 customers each has own finetuned bert (440MB). Only ~20 active at same time',
    ],
    [{ containerImageSizeGB: 13, modelSizeGB: 3 }, 'Model: 13 GB container image, 3GB weights'],
    [{ processingTimeSeconds: 0.02 }, 'model replies in 20 ms normally'],
    [{ responseTimeSeconds: 0.5, coldStarts: 'acceptable' }, '500ms when warm, cold load 3s acceptable'],
    [{ responseTimeSeconds: 0.035 }, 'budget 35 ms per request end to end'],
    [{ responseTimeSeconds: 0.05 }, '99th pct 50 ms'],
    [{ instanceType: 'ml.c5.large' }, 'paris, ml.c5.large today'],
  ])('is read as what it is: %j', (says, words) => {
    expect(readWords(words).says).toMatchObject(says);
  });
});

describe('a field that is named', () => {
  it.each<[string, Partial<Workload>]>([
    ['payload 3 GB', { payloadSizeMB: 3072 }],
    ['3 GB per request, within 2 min', { payloadSizeMB: 3072, responseTimeSeconds: 120 }],
    ['scans 5 GB payload within 100 ms', { payloadSizeMB: 5120 }],
    ['processing takes 2 hours', { processingTimeSeconds: 7200 }],
    ['8 requests at once', { burstRequests: 8 }],
    ['burst of 5', { burstRequests: 5 }],
    ['3 requests per month', { monthlyRequests: 3 }],
    ['budget $5 per month', { monthlyBudgetUsd: 5 }],
    ['dataset 10 MB every night', { datasetSizeGB: 10 / 1024 }],
    ['2500 concurrent requests', { concurrentRequests: 2500 }],
  ])('takes an amount that is seldom meant: %j', (words, expected) => {
    expect(readWords(words).says).toMatchObject(expected);
  });
});

describe('what is no fact of the workload', () => {
  it.each<[why: string, field: WorkloadField, words: string]>([
    ['300 KB are no container image', 'containerImageSizeGB', 'after our resize in the container they are 300 KB'],
    ['one call is no burst', 'burstRequests', 'we send 40 boxes in one call (3.2 MB all together)'],
    ['8 images in one request are no burst', 'burstRequests', 'the batch of 8 images goes in one request, 3 MB each'],
    ['trucks are no models', 'modelCount', 'fleet of 340 trucks, 5 depots, 2 clerks'],
    ['a share of the day is no busy hours', 'busyHoursPerDay', '600k req/day, 70% of them between 17 and 21h'],
    [
      'a GPU for training is none for serving',
      'requiresGpu',
      'trained on 11 years of weather data, 3 TB, took two days on 4 V100',
    ],
    ['a build is no inference', 'processingTimeSeconds', 'the docker build takes 14 min, 90 KB per request'],
    ['a time in which photos arrive', 'responseTimeSeconds', 'up to 40 photos arrive within a minute'],
    ['data of requests is no dataset', 'datasetSizeGB', 'it handles 3 GB of video per shift in clips of 20 MB'],
    ['shift changes are no requests', 'monthlyRequests', '26 wards, three shift changes a day make the peaks'],
    ['people who log in are not logged', 'requiresDataCapture', 'on mondays 500 people log in for predictions'],
    ['sizes that vary', 'trafficPattern', 'attachments vary: 20 KB to 18 MB'],
    ['2 to 9 requests', 'busyHoursPerDay', 'load between 2 and 9 requests per second throughout the day'],
    ['16 bits of sound', 'modelPrecisionBits', 'sampled at 44 kHz, 16 bit, 880 KB per request'],
    ['a GPU that is only preferred', 'requiresGpu', 'gpu preferred but not required'],
    ['people who each open an app', 'modelInvocationFrequency', '500 residents, each opens the app twice a day'],
    ['one of 900 pools', 'monthlyRequests', '2 sensors per pool, 900 pools, one reading each 15 min'],
    ['what is behind a time and a comma', 'modelSizeGB', '15 min of audio per request, 14 MB, 50 s on the gpu'],
    ['a call each second', 'trafficPattern', 'brake noise, wav 900 kb, 30 per second while the rig runs'],
    ['the next working day', 'busyDaysPerWeek', 'the clerk looks at it on the next working day'],
    ['a distilled model', 'modelId', 'deepseek r1 distill 32b, answers of 400 tokens'],
    ['busy weekends', 'busyDaysPerWeek', '15k daily on weekdays, weekend 40k'],
    [
      'how long a result is valid',
      'responseTimeSeconds',
      'the result is valid for 15 minutes, then it is computed again',
    ],
    ['a nightly downtime', 'busyHoursPerDay', 'nightly downtime from 2 to 4 is ok'],
    ['answers that are sampled by hand', 'requiresStreaming', 'auditors will sample some answers by hand'],
    ['a question with its answer', 'containerCount', 'wine label reader: 2 containers? no, we merged them'],
    ['the next label', 'payloadSizeMB', 'mode:offline size:18GB rows:22M freq:daily window:3h'],
    [
      'a time at which nobody calls',
      'datasetSizeGB',
      'opens 8:30, closes 16:30, Monday to Friday, nobody calls it outside; x-rays of 30 MB',
    ],
    ['what goes up in chunks', 'requiresStreaming', 'the recording goes up chunk by chunk, one verdict at the end'],
    ['what answers beside the model', 'responseTimeSeconds', 'the vector store beside it answers in 12 ms'],
    ['a limit behind a size', 'processingTimeSeconds', '40 KB per frame, 80ms or the belt stops'],
    ['answers from a GPU in a hurry', 'requiresGpu', 'we do not need gpu answers at once'],
    ['deployments', 'monthlyRequests', 'we deploy twice a week'],
    ['the size of a company', 'contextTokens', 'some context: 500-person company, chat with llama 3 8b'],
    ['the memory of a pod', 'payloadSizeMB', 'each pod gets 4 GB and 2 cores'],
    ['people who installed an app', 'trafficPattern', 'vacuum cleaner app with 300k installs, 2 % open it daily'],
    ['two times of a day', 'busyHoursPerDay', 'each trap sends a picture at 5 am and 9 pm'],
    ['what a store holds', 'payloadSizeMB', 'redis holds 5 GB of features'],
    [
      'what is filtered before',
      'monthlyRequests',
      'the rules engine filters 8M payments a day, what is left gets scored',
    ],
    ['how long a build takes', 'processingTimeSeconds', 'the jenkins job takes 25 min, payload 40 KB'],
  ])('%s: no %s in "%s"', (_, field, words) => {
    expect(readWords(words).says[field]).toBeUndefined();
  });
});

describe('parts', () => {
  it.each<[string, Partial<Workload>]>([
    ['satellite mosaics, 12 files of 30 GB on s3, scored every two weeks', { datasetSizeGB: 360 }],
    ['350 hotels x 1 price model, 30 MB each', { modelCount: 350 }],
    ['48 parquet files of 2 GB, each night, 5 h', { datasetSizeGB: 96 }],
    ['15 per minute per robot, 8 robots', { peakRequestsPerSecond: 2 }],
    ['820 substations, one lgbm per substation, 8 MB apiece', { modelSizeGB: 8 / 1024 }],
  ])('are added up in %j', (words, expected) => {
    expect(readWords(words).says).toMatchObject(expected);
  });
});
