import { INSTANCE_TYPE_NAMES } from '../recommender/index.ts';

/** Instances that a question names: by type, by family, or by the chip that they have. */
export interface NamedInstances {
  /** As its maker or AWS writes it: "NVIDIA L4", "g5", "ml.g5.xlarge". */
  readonly name: string;
  /** The types that are meant, the smallest first. */
  readonly types: readonly string[];
  /** Of one chip; absent where it is a processor that shares the instance's memory. */
  readonly memoryGiB?: number;
}

interface Chip {
  readonly name: string;
  readonly family: string;
  readonly memoryGiB?: number;
}

/**
 * Sources: EC2's DescribeInstanceTypes and AWS's instance pages (read 2026-11-25). The first row whose words are found counts,
 * so longer names stand before the shorter ones that they begin with.
 */
const CHIPS: readonly (readonly [words: string, chip: Chip])[] = [
  ['l40s|g6e', { name: 'NVIDIA L40S', family: 'g6e', memoryGiB: 44.7 }],
  ['l4s?|g6', { name: 'NVIDIA L4', family: 'g6', memoryGiB: 22.35 }],
  ['a10g?s?|g5', { name: 'NVIDIA A10G', family: 'g5', memoryGiB: 22.35 }],
  ['t4s?|g4dn', { name: 'NVIDIA T4', family: 'g4dn', memoryGiB: 16 }],
  ['v100s?', { name: 'NVIDIA V100', family: 'p3', memoryGiB: 16 }],
  ['a100s?|p4d', { name: 'NVIDIA A100', family: 'p4d', memoryGiB: 40 }],
  ['h100s?|p5', { name: 'NVIDIA H100', family: 'p5', memoryGiB: 80 }],
  ['h200s?|p5en', { name: 'NVIDIA H200', family: 'p5en', memoryGiB: 141 }],
  ['b200s?', { name: 'NVIDIA B200', family: 'p6-b200', memoryGiB: 179.06 }],
  ['rtx ?(?:pro )?6000|g7e', { name: 'NVIDIA RTX PRO 6000', family: 'g7e', memoryGiB: 96 }],
  ['inferentia ?2?|inf2', { name: 'AWS Inferentia2', family: 'inf2', memoryGiB: 32 }],
  ['trainium|trn1', { name: 'AWS Trainium', family: 'trn1', memoryGiB: 32 }],
  ['graviton ?\\d?', { name: 'AWS Graviton', family: 'm8g' }],
];

const TYPE = /\b(?:ml\.)?([a-z]\d[a-z\d-]{0,9}\.(?:medium|large|\d{0,2}xlarge))\b/gi;

const FAMILIES: ReadonlySet<string> = new Set(INSTANCE_TYPE_NAMES.map(familyOf));
const CHIP = new RegExp(CHIPS.map(([words]) => `\\b(${words})\\b`).join('|'), 'gi');
const FAMILY = /\b[cmrgptx]\d[a-z]{0,3}\b/gi;

function familyOf(type: string): string {
  return type.split('.')[1] ?? '';
}

/** Returns whether a text names a chip or its family: then it is about instances. */
export const namesChip = (words: string): boolean => words.replace(TYPE, ' ').search(CHIP) >= 0;

/**
 * The instances that a question names, in its order. A family without a chip counts only beside another name: "r5" may be a
 * revision.
 */
export function instancesIn(words: string): NamedInstances[] {
  const found = new Map<string, NamedInstances & { at: number }>();
  const rest = words.replace(TYPE, (typed: string, type: string, at: number) => {
    const name = `ml.${type.toLowerCase()}`;
    if (INSTANCE_TYPE_NAMES.includes(name)) found.set(name, { name, types: [name], at });
    return ' '.repeat(typed.length);
  });
  const left = rest.replace(CHIP, (typed: string, ...groups: unknown[]) => {
    const chip = CHIPS[groups.slice(0, CHIPS.length).findIndex((group) => group !== undefined)]?.[1];
    const at = groups[CHIPS.length] as number;
    if (chip !== undefined) found.set(chip.name, { ...chip, types: typesOf(chip.family), at });
    return ' '.repeat(typed.length);
  });
  const families = [...left.matchAll(FAMILY)].filter(([family]) => FAMILIES.has(family.toLowerCase()));
  if (found.size + families.length > 1) {
    for (const { 0: typed, index: at } of families) {
      const name = typed.toLowerCase();
      found.set(name, { name, types: typesOf(name), at });
    }
  }
  return [...found.values()].toSorted((one, other) => one.at - other.at).map(({ at: _, ...named }) => named);
}

const typesOf = (family: string): string[] => INSTANCE_TYPE_NAMES.filter((type) => familyOf(type) === family);
