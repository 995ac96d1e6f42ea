/** A Region's code. */
export const REGION_CODE =
  /(?:us|eu|ap|ca|sa|af|me|il|mx|cn)-(?:gov-|iso[a-z]?-)?(?:north|south|east|west|central|northeast|northwest|southeast|southwest)-\d(?!\d)/iy;

/**
 * Names by which people mean a Region: AWS's own, its city, and its country where that has one Region or an obvious first.
 * Source: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html (read 2026-11)
 */
const NAMES: readonly (readonly [region: string, names: string])[] = [
  ['us-east-1', 'n virginia|north virginia|northern virginia|virginia|us east|us-east'],
  ['us-east-2', 'ohio|columbus'],
  ['us-west-1', 'n california|northern california|north california'],
  ['us-west-2', 'oregon'],
  ['ca-central-1', 'canada central|montreal'],
  ['ca-west-1', 'calgary|canada west'],
  ['sa-east-1', 'sao paulo|s\u00e3o paulo|brazil|brasil'],
  ['mx-central-1', 'mexico|queretaro'],
  ['eu-central-1', 'eu frankfurt|frankfurt|germany'],
  ['eu-central-2', 'zurich|z\u00fcrich|switzerland'],
  ['eu-west-1', 'eu ireland|ireland|dublin'],
  ['eu-west-2', 'eu london|london|uk|united kingdom|england'],
  ['eu-west-3', 'eu paris|paris|france'],
  ['eu-north-1', 'stockholm|sweden'],
  ['eu-south-1', 'milan|milano|italy'],
  ['eu-south-2', 'spain|aragon'],
  ['ap-southeast-1', 'singapore'],
  ['ap-southeast-2', 'sydney'],
  ['ap-southeast-3', 'jakarta|indonesia'],
  ['ap-southeast-4', 'melbourne'],
  ['ap-southeast-5', 'malaysia|kuala lumpur'],
  ['ap-southeast-7', 'thailand|bangkok'],
  ['ap-northeast-1', 'tokyo'],
  ['ap-northeast-2', 'seoul|korea|south korea'],
  ['ap-northeast-3', 'osaka'],
  ['ap-south-1', 'mumbai|bombay'],
  ['ap-south-2', 'hyderabad'],
  ['ap-east-1', 'hong kong'],
  ['ap-east-2', 'taipei|taiwan'],
  ['me-south-1', 'bahrain'],
  ['me-central-1', 'uae|dubai'],
  ['il-central-1', 'tel aviv|israel'],
  ['af-south-1', 'cape town|south africa'],
];

export const REGION_OF: ReadonlyMap<string, string> = new Map(
  NAMES.flatMap(([region, names]) => names.split('|').map((name) => [name, region] as const)),
);
