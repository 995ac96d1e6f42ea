import { readAsk } from './read-ask.ts';
import { readWords } from './read-words.ts';

/** A text is thanks alone only if it is this short, in characters. */
const LENGTH_MAX = 120;

const THANKS = new Set(
  `thanks thank thx thnx tnx thanx ty tysm cheers kudos appreciated appreciate great perfect awesome nice brilliant
  excellent amazing fantastic wonderful superb lovely cool neat sweet bravo merci danke dank gracias ta lgtm super legend star ace thnaks thansk
  tahnks thnks thks tks`.split(/\s+/),
);

/** Words that go along with thanks and ask nothing. */
const FILLERS = new Set(
  `you u so very much many a an lot lots loads million all again everyone everybody team folks bot guys mate ok okay alright oh ah wow
  good yes yep yay hi hey really that this it that's it's thats is was helps helped helpful help super for the your to of and
  quick fast answer reply response info information explanation explaining work job one stuff there got i we are you're youre best what needed exactly analysis news looks look beautiful`.split(
    /\s+/,
  ),
);

/** Names and characters of emoji that thank: Slack sends names in text, such as `:+1::skin-tone-2:`. */
const THANKS_EMOJI =
  /:(?:\+1|thumbsup|pray|tada|heart|ok_hand|raised_hands|clap|100|muscle|star-struck|heart_eyes|white_check_mark)(?=:)|[👍🙏🎉❤🙌👏👌💯💪✅😍🤩]/u;

const EMOJI = /:[a-z0-9_+'-]{1,60}:|\p{Extended_Pictographic}|\p{Emoji_Modifier}|[\u200d\ufe0f]/gu;

/** Words that thank in any company. */
const STRONG =
  /(?<![\p{L}'])(?:thanks|thank (?:you|u)|thx|tysm|cheers|appreciated|merci|danke?|gracias|thnaks|thansk|tahnks|thnks|thks)(?![\p{L}'])/gu;

const BESIDE_MAX = 8;

/** "Makes sense, thanks" and "well done": praise in words that ask nothing. */
const PRAISE =
  /^(?:well done|(?:good|nice|great|smart) (?:bot|job|one|work|stuff|answer)(?: bot)?|you rock|love (?:it|this)|(?:that(?:'s| is| was)? )?(?:really |so |super |very )?(?:helped|helpful|useful|perfect|clear)(?: a lot)?)[ .!]*$/u;

/** What somebody does with the answer, behind praise: "nice one, will show the team". */
const PLAN = /^(?:i'?ll |we'?ll |will )?(?:show|share|tell|pass|bring|forward)\b[a-z' .!]{0,40}$/;

const GREETINGS = new Set('hi hello hey hiya howdy yo hallo moin morning afternoon evening good there'.split(' '));

const GREETING_MAX = 3;

/** Whether a text only greets: "hi", "good morning". */
export function isGreeting(words: string): boolean {
  const said = words
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');
  const isSaid = said.length > 0 && said.length <= GREETING_MAX && !/[?\d]/.test(words);
  return (
    isSaid && said.every((word) => GREETINGS.has(word)) && said.some((word) => word !== 'there' && word !== 'good')
  );
}

/** Whether a text only thanks: "perfect, thanks!", "👍". A question never does, however kind it is. */
export function isThanks(words: string): boolean {
  if (words.length > LENGTH_MAX || /[?\d/]/.test(words.replace(EMOJI, ''))) return false;
  const plain = words.replace(EMOJI, ' ').toLowerCase().replaceAll('’', "'");
  const said = plain.split(/[^\p{L}']+/u).filter((word) => word !== '');
  if (said.length === 0) return THANKS_EMOJI.test(words);
  if (said.every((word) => THANKS.has(word) || FILLERS.has(word))) return said.some((word) => THANKS.has(word));
  const [praise = '', ...plans] = plain.trim().split(', ');
  return (PRAISE.test(praise) && plans.every((plan) => PLAN.test(plan))) || thanksBeside(plain);
}

/** Thanks beside a few words that neither ask nor state anything about a workload. */
function thanksBeside(plain: string): boolean {
  const beside = plain.replace(STRONG, ' ');
  if (beside === plain || beside.trim().split(/\s+/).length > BESIDE_MAX) return false;
  const ask = readAsk(beside);
  const { says, unclear } = readWords(beside);
  return ask.kind === 'other' && Object.keys(says).length === 0 && unclear.length === 0;
}
