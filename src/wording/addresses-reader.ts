import { itemize } from './reader/items.ts';
import { compile, findHits } from './reader/patterns.ts';
import { tokenize } from './reader/tokens.ts';

/** Words by which a text speaks to its reader, and not about a workload. Add a phrase. */
const ADDRESSES = compile([
  [
    `
    ignore*|disregard*|forget*|override*|overrule*|bypass*|neglect|drop|skip|vergiss|ignoriere|olvida|ignora|oublie* ..
      instruction*|prompt|rule|guideline|directive|restriction|constraint|schema|command*|anweisung*|instruccion*|consignes|istruzioni ;
    ignore*|disregard*|forget* everything|all|anything|whatever|what you? above|before|were|was|said|told|until|so ;
    your|these|new|real|actual|following|hidden|secret|updated|original|prior|previous instruction*|prompt|directive|orders|anweisung* ;
    system|developer|hidden|initial prompt|message|instruction*|mode|override ; you are|act now? as? a|an|no|now|in ..?
      assistant|bot|model|ai|dan|system|parser|extractor|mode|longer ; pretend* to|that|you ; jailbreak* ; as an ai ; prompt injection ;
    respond|reply|answer|output|return|emit|print|write only? with|as|in|the|a|only|this|exactly json|schema|fact|following|field|verbatim ;
    system|assistant|developer|instruction : ; end of prompt|instructions|input|text|document ;
    add|insert|append|include|report|state|claim|mark|output|return|emit|list|extract ..
      field|json|schema|facts ; tool call ; function call ; how to? stated ; stated not implied
  `,
    true as const,
  ],
]);

/** Whether a text gives orders to its reader, as no description of a workload does: rules alone read it. */
export function addressesReader(text: string): boolean {
  return findHits(itemize(tokenize(text), text), ADDRESSES).length > 0;
}
