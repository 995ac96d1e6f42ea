/** A chip by which people mean the instances that have it. */
export interface Chip {
  /** As its maker writes it. */
  readonly name: string;
  /** The smallest instance type that has it. */
  readonly instanceType: string;
  /** Of one chip; absent where it is a processor that shares the instance's memory. */
  readonly memoryGiB?: number;
}

/**
 * Sources: EC2's DescribeInstanceTypes and AWS's instance pages (read 2026-11-25). The first row whose words are found counts,
 * so longer names stand before the shorter ones that they begin with.
 */
const CHIPS: readonly (readonly [words: RegExp, chip: Chip])[] = [
  [/\b(?:l40s|g6e)\b/i, { name: 'NVIDIA L40S', instanceType: 'ml.g6e.xlarge', memoryGiB: 44.7 }],
  [/\b(?:l4s?|g6)\b/i, { name: 'NVIDIA L4', instanceType: 'ml.g6.xlarge', memoryGiB: 22.35 }],
  [/\b(?:a10g?s?|g5)\b/i, { name: 'NVIDIA A10G', instanceType: 'ml.g5.xlarge', memoryGiB: 22.35 }],
  [/\b(?:t4s?|g4dn)\b/i, { name: 'NVIDIA T4', instanceType: 'ml.g4dn.xlarge', memoryGiB: 16 }],
  [/\bv100s?\b/i, { name: 'NVIDIA V100', instanceType: 'ml.p3.2xlarge', memoryGiB: 16 }],
  [/\b(?:a100s?|p4d)\b/i, { name: 'NVIDIA A100', instanceType: 'ml.p4d.24xlarge', memoryGiB: 40 }],
  [/\b(?:h100s?|p5)\b/i, { name: 'NVIDIA H100', instanceType: 'ml.p5.4xlarge', memoryGiB: 80 }],
  [/\bh200s?\b/i, { name: 'NVIDIA H200', instanceType: 'ml.p5en.48xlarge', memoryGiB: 141 }],
  [/\bb200s?\b/i, { name: 'NVIDIA B200', instanceType: 'ml.p6-b200.48xlarge', memoryGiB: 179.06 }],
  [/\b(?:rtx ?(?:pro )?6000|g7e)\b/i, { name: 'NVIDIA RTX PRO 6000', instanceType: 'ml.g7e.2xlarge', memoryGiB: 96 }],
  [/\b(?:inferentia ?2|inf2)\b/i, { name: 'AWS Inferentia2', instanceType: 'ml.inf2.xlarge', memoryGiB: 32 }],
  [/\binferentia\b/i, { name: 'AWS Inferentia2', instanceType: 'ml.inf2.xlarge', memoryGiB: 32 }],
  [/\btrainium\b/i, { name: 'AWS Trainium', instanceType: 'ml.trn1.2xlarge', memoryGiB: 32 }],
  [/\bgraviton\d?\b/i, { name: 'AWS Graviton', instanceType: 'ml.m8g.large' }],
];

/** The chip that a question names; nothing where an instance type is named, which says more. */
export function chipIn(words: string): Chip | undefined {
  if (/\b(?:ml\.)?[a-z]\d[a-z]{0,3}\.\d{0,2}x?large\b/i.test(words)) return undefined;
  return CHIPS.find(([named]) => named.test(words))?.[1];
}
