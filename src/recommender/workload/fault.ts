/** One thing that is wrong with an input: the field (empty where the input as a whole is wrong) and a sentence. */
export interface Fault {
  /** As it was given, also where no workload has such a field. */
  field: string;
  text: string;
}

/** Notes what is wrong with a list; nothing is read of it. */
export function refuse(faults: Fault[], text: string, field = ''): [] {
  faults.push({ field, text });
  return [];
}
