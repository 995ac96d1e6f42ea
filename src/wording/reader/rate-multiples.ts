import { wordSet } from '../text.ts';
import { ONE_OF_MANY } from './job-times.ts';
import { countedNoun, eachBefore, isSending, manyBefore, modelsBefore, partsEach, sendersOf } from './multiplied.ts';
import { clean } from './numbers.ts';
import { PER_SECOND, type RateScene } from './rate-scene.ts';

// Rates of one of many, which count as often as there are of them. Each returns whether it has read the rate.

const IN_USE = wordSet('touched active hot used alive live busy hit queried invoked');

/** "350 of them touched per hour" are models, not requests. */
export function readModelsInUse({ reading: { items }, noun, perMonth, value, add }: RateScene): boolean {
  const isAboutModels = items.some(({ text }) => text === 'model' || text === 'adapter');
  if (perMonth !== 730 || !isAboutModels || !noun.some((word) => IN_USE.has(word))) return false;
  add('activeModelCount', Math.max(1, Math.round(value)));
  return true;
}

/** "310 inverters call it every quarter of an hour", "20 cameras, each sends 4 a second" */
export function readSenders(scene: RateScene): boolean {
  const { reading, at, noun, value, perMonth } = scene;
  if (reading.dataset) return false;
  if (isSending(noun) && perMonth < PER_SECOND / 10) {
    scene.add('monthlyRequests', clean(value * perMonth), 1.2);
    return true;
  }
  const senders = value <= 100 ? sendersOf(reading, at) : undefined;
  if (senders !== undefined && scene.isPerSecond) {
    scene.add('peakRequestsPerSecond', clean(senders * value), 1.2);
    return true;
  }
  const multiple = eachBefore(reading, scene.all, scene.index) ?? senders;
  if (multiple === undefined) return false;
  if (scene.isPerSecond) scene.add('peakRequestsPerSecond', clean(multiple * value), 1.2);
  else scene.addMonthly(clean(multiple * value * perMonth));
  return true;
}

const OCCASIONS = wordSet(`
  flight trip delivery drop wave visit event session launch time run round game match tour shift arrival landing
  departure drive truck ship train bus plane convoy batch burst upload lecture lesson class exam auction draw race ride
`);

const isOccasion = (noun: readonly string[]): boolean => noun.some((word) => OCCASIONS.has(word));

/** "1,000 at the same time once a day", "60 photos at once, four flights a day": a burst for each of them. */
export function readBursts({ reading: { claims, dataset }, noun, perMonth, value, add }: RateScene): boolean {
  const burst = claims.find(({ field }) => field === 'burstRequests' || field === 'concurrentRequests')?.value as
    | number
    | undefined;
  if (burst === undefined || dataset || perMonth > 730 || value >= burst) return false;
  if (noun.length > 0 && !isOccasion(noun)) return false;
  add('monthlyRequests', clean(burst * value * perMonth), 1.2);
  return true;
}

/** "1,900 claims a day, 3 photos each", "5 calls per user a day" with the users counted elsewhere */
export function readParts(scene: RateScene): boolean {
  const { reading, at, all, index, noun, value, perMonth, addMonthly } = scene;
  const parts = partsEach(reading, all, index);
  if (parts !== undefined) {
    addMonthly(clean(value * parts.count * perMonth), parts.to);
    reading.understood.push({ from: at, to: parts.to });
    return true;
  }
  if (reading.dataset || !noun.includes('per')) return false;
  const each = noun[noun.indexOf('per') + 1];
  const counted = all.find(
    ({ at: place, quantity }) =>
      quantity.dimension === 'count' && [1, 2].some((next) => reading.items[place + next]?.text === each),
  );
  if (counted === undefined) return false;
  addMonthly(clean(counted.quantity.value * value * perMonth));
  return true;
}

/** "20 per minute per robot, 8 robots"; without their number it is asked. */
export function readPerSender(scene: RateScene): boolean {
  const { reading, at, all, value, perMonth } = scene;
  const { items, doubts } = reading;
  const each = items[at + 2];
  if (reading.dataset || !['per', '/', 'each'].includes(items[at + 1]?.text ?? '') || each?.kind !== 'word')
    return false;
  const counted = all.find(
    ({ at: place, quantity }) =>
      quantity.dimension === 'count' && [1, 2].some((next) => items[place + next]?.text === each.text),
  );
  if (counted === undefined) doubts.push({ field: 'monthlyRequests', from: at, to: at + 3 });
  else if (perMonth > 730)
    scene.add('peakRequestsPerSecond', clean((counted.quantity.value * value * perMonth) / PER_SECOND), 1.2);
  else scene.addMonthly(clean(counted.quantity.value * value * perMonth));
  return true;
}

const isAboutModels = ({ items, claims }: RateScene['reading']): boolean =>
  claims.some(({ field }) => field === 'modelCount') || items.some(({ text }) => MODELS.has(text));

const MODELS = wordSet('model adapter lora finetune net classifier forecaster');

/** "Each is called once a week" is about one of many models, and "each makes 3 a day" about one of many users. */
export function readOneOfMany(scene: RateScene): boolean {
  const { reading, at, all, index, near, value, perMonth } = scene;
  if (scene.isPerSecond || !near.before.some((word) => ONE_OF_MANY.has(word))) return false;
  const many = manyBefore(reading, all, index) ?? countedNoun(reading, all, at);
  const models = modelsBefore(reading, all, index);
  const isEach = near.before.includes('each');
  const isEvery = near.before.includes('every');
  if (value * perMonth >= 40 && many === undefined && !isEach && !(isEvery && models !== undefined)) return false;
  const isRare = value * perMonth <= 100;
  if (many !== undefined) scene.addMonthly(clean(many * value * perMonth));
  else if (models !== undefined && (isEach || isEvery)) {
    scene.add('monthlyRequests', clean(models * value * perMonth), 1);
    if (isRare) scene.add('modelInvocationFrequency', 'rare', 0.9);
  } else if (isAboutModels(reading)) scene.add('modelInvocationFrequency', isRare ? 'rare' : 'frequent', 0.9);
  else reading.doubts.push({ field: 'monthlyRequests', from: at, to: at + 1 });
  return true;
}
