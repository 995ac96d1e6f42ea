import { need, type WordPhrase } from './word-phrase.ts';

const OK = `(?:ok(?:ay)?|fine|acceptable|accepted|allowed|tolerable|no problem|not a problem|don't matter|do not matter|are no issue)`;
const NOT_OK = `(?:not ok(?:ay)?|not acceptable|unacceptable|not allowed|not accepted|forbidden|a problem|never)`;
const COLD = `cold[ -]?starts?`;
const ARE = `(?::| is| are| would be)?`;
const MINUTES = `(?:minutes(?: of)?|(?:of |for |up to )?(?:some |a few )?minutes(?: long| late)?)`;

/** What must be had, in the words that engineers use. Add a word to a line, or a line. */
export const NEEDS: readonly WordPhrase[] = [
  need(`cpus?(?:[ -]only)?|only cpus?|gpu[ -]?free`, { requiresGpu: false }),
  need(`gpus?|cuda`, { requiresGpu: true }, { requiresGpu: false }),
  need(`vpc|private (?:resources?|subnets?|network|database)`, { requiresVpc: true }, { requiresVpc: false }),
  need(
    `network[ -]isolation|isolated network|network[ -]isolated|cut off from the network`,
    { requiresNetworkIsolation: true },
    { requiresNetworkIsolation: false },
  ),
  need(
    `model monitor(?:ing)?|monitoring|data[ -]capture|capture data|captured requests|drift (?:detection|monitoring|alerts?)`,
    { requiresDataCapture: true },
    { requiresDataCapture: false },
  ),
  need(
    String.raw`(?:(?:several|multiple|two|production) )?variants|a\/b(?:[ -]?test(?:s|ing)?)?|ab[ -]test(?:s|ing)?|shadow[ -]test(?:s|ing)?`,
    { requiresMultipleVariants: true },
    { requiresMultipleVariants: false },
  ),
  need(`(?:aws )?marketplace(?: model)?`, { requiresMarketplaceModel: true }, { requiresMarketplaceModel: false }),
  need(
    `scal(?:es?|ing)[ -](?:down )?to[ -]zero|scale[ -]?to[ -]?0`,
    { requiresScaleToZero: true },
    { requiresScaleToZero: false },
  ),
  need(`bi-?directional(?: streaming| stream)?|both ways`, { requiresStreaming: 'bidirectional' }),
  need(
    `(?:(?:token|response|audio|answer)s? )?stream(?:ing|ed|s)?(?: (?:tokens?|responses?|answers?))?`,
    { requiresStreaming: 'response' },
    { requiresStreaming: 'none' },
  ),
  need(
    `multi-?az|multiple (?:azs|availability zones)|highly available|high availability|ha`,
    { availability: 'multi-az' },
    { availability: 'single-instance' },
  ),
  need(`single[ -]instance|one instance(?: is enough)?`, { availability: 'single-instance' }),

  need(`(?:no|never|without) ${COLD}|${COLD}${ARE} ${NOT_OK}|never slow|always warm`, {
    coldStarts: 'unacceptable',
  }),
  need(`${COLD}${ARE} ${MINUTES} ${OK}|${MINUTES} ${COLD}${ARE} ${OK}|minutes[ -]acceptable`, {
    coldStarts: 'minutes-acceptable',
  }),
  need(`${COLD}${ARE} ${OK}|(?:accepts?|tolerates?|allows?|ok with|don't mind|do not mind) ${COLD}`, {
    coldStarts: 'acceptable',
  }),

  need(
    `(?:the )?cheap(?:est|ly|er)?(?: possible)?|(?:lowest|low|minimal|minimum) costs?|minimi[sz]e (?:the )?costs?|cost[ -]sensitive`,
    {
      costPriority: 'lowest-cost',
    },
  ),
  need(`balanced`, { costPriority: 'balanced' }),
  need(`(?:best |maximum |max |high )?performance(?: first)?|fastest|(?:lowest|low|minimum) latency`, {
    costPriority: 'performance',
  }),

  need(
    `s3[ -](?:links?|uris?|urls?|address(?:es)?|paths?|keys?|references?)|(?:fetched |read |loaded )?(?:from|via|in) s3|s3|by reference`,
    { payloadByReference: true },
    { payloadByReference: false },
  ),
  need(
    `same (?:framework|container|image)|shar(?:e|es|ed|ing) (?:a |one |the )?(?:framework|container|image)s?|shared containers?`,
    { modelsShareContainer: true },
    { modelsShareContainer: false },
  ),
  need(`different (?:frameworks?|containers?|images?)`, { modelsShareContainer: false }),
  need(
    `(?:one|single|same|shared) endpoint|shar(?:e|es|ing) (?:an|one|the) endpoint`,
    { modelsShareEndpoint: true },
    { modelsShareEndpoint: false },
  ),
  need(
    `(?:each )?scal(?:es?|ing) (?:independently|separately|alone|on (?:its|their) own)|independent scaling`,
    { modelsScaleIndependently: true },
    { modelsScaleIndependently: false },
  ),
  need(`lora(?:[ -]adapters?|s)?|adapters?`, { modelAdapters: true }, { modelAdapters: false }),
];
