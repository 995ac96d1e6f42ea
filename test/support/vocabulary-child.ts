import { findPatterns } from '../../tools/find-patterns.ts';
import { textsOf } from './vocabulary.ts';

const { patterns } = await findPatterns();
const sources = new Set(patterns.filter(({ place }) => place.startsWith('src/wording/')).map(({ source }) => source));
const words = [...sources].flatMap(textsOf).flatMap((text) => text.toLowerCase().split(/\s+/));
process.stdout.write(JSON.stringify([...new Set(words)].filter((word) => /[a-z\d]/.test(word)).sort()));
