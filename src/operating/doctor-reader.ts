import { createModelReader, type ModelReaderSettings } from '../model-reader/index.ts';
import { type Finding, fault, fine, note } from './doctor.ts';

/** The tiny text that the model reads. */
const TEXT = 'payload 3 MB';

type Why = Extract<
  Awaited<ReturnType<NonNullable<ReturnType<typeof createModelReader>>['read']>>,
  { ok: false }
>['why'];

/** Calls the language model once, where one is named. A model that doesn't answer keeps nothing from working: rules read alone. */
export async function checkReader(settings: ModelReaderSettings): Promise<Finding[]> {
  const about = 'language model';
  const reader = createModelReader(settings);
  if (reader === undefined) return [];
  try {
    const reading = await reader.read(TEXT);
    const place = settings.readerRegion ?? "the Region of AWS's configuration";
    if (reading.ok) return [fine(about, `${reader.model} in ${place} read a text.`)];
    const text = (ADVICE[reading.why] ?? ((named: string) => `${named} didn't read a text. ${reading.note}.`))(
      `${reader.model} in ${place}`,
      reader.model,
    );
    return [reading.why === 'throttled' ? note(about, text) : fault(about, text)];
  } finally {
    reader.close();
  }
}

const ADVICE: Partial<Record<Why, (named: string, model: string) => string>> = {
  denied: (named, model) =>
    `AWS denied access to ${named}. Give the bot credentials that allow bedrock:InvokeModel on ${model}: on an inference profile, and on the models behind it.`,
  'not-enabled': (named) =>
    `${named} isn't enabled for this account. Enable it in the Bedrock console, or set READER_MODEL to an inference profile that contains it, or READER_REGION to a Region that has it.`,
  timeout: (named) =>
    `${named} didn't answer in time. Check that the network reaches Bedrock, or raise READER_MODEL_TIMEOUT_MS.`,
  throttled: (named) => `${named} gets too many requests. Check its quotas in Service Quotas.`,
  nonsense: (named) => `${named} answered in another shape than it was asked for. Choose another model.`,
  error: (named) => `The call of ${named} failed. Check READER_REGION and the network.`,
};
