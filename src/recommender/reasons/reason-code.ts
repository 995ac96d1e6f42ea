/** The closed list of why. A code says one thing, whatever the numbers are; the sentences are in the files beside this one. */

/** What an option or a hosting pattern cannot do, or can only do under a condition. */
export type ConstraintCode =
  | 'payload-over-quota'
  | 'payload-disputed'
  | 'record-over-mini-batch'
  | 'processing-over-quota'
  | 'answer-later-than-needed'
  | 'queue-gives-no-promise'
  | 'requests-not-a-data-set'
  | 'caller-waits'
  | 'caller-timeout-shorter'
  | 'cold-starts-not-accepted'
  | 'busy-times-not-known'
  | 'wake-up-takes-minutes'
  | 'wake-up-over-response-time'
  | 'wake-up-unproven'
  | 'warm-capacity-is-not-zero'
  | 'concurrency-over-quota'
  | 'model-over-memory'
  | 'image-over-quota'
  | 'region-not-listed'
  | 'gpu-not-supported'
  | 'vpc-not-supported'
  | 'network-isolation-not-supported'
  | 'data-capture-not-supported'
  | 'data-capture-disputed'
  | 'variants-not-supported'
  | 'variants-disputed'
  | 'marketplace-not-supported'
  | 'streaming-not-supported'
  | 'scale-to-zero-not-supported'
  | 'job-start-up-over-interval'
  | 'job-start-up-fills-interval'
  | 'job-over-interval'
  | 'job-over-deadline'
  | 'job-needs-quota-raise'
  | 'endpoints-over-quota'
  | 'many-endpoints'
  | 'gpu-instance-not-supported'
  | 'containers-over-quota'
  | 'most-models-hot'
  | 'cold-loads-not-accepted';

/** Why a hosting pattern is not what the workload asks for, or not to be had with an option. */
export type HostingCode =
  | 'hosting-not-on-option'
  | 'one-model-only'
  | 'no-fixed-sequence'
  | 'no-shared-container'
  | 'containers-in-sequence'
  | 'containers-picked-by-caller'
  | 'models-scale-alone'
  | 'adapters-over-one-base'
  | 'one-endpoint-wanted'
  | 'many-endpoints-to-run'
  | 'shared-container-preferred'
  | 'single-model-simpler'
  | 'components-not-needed'
  | 'zero-needs-components';

/** What speaks for the choice. */
export type MeritCode =
  | 'payload-fits'
  | 'processing-fits'
  | 'answers-directly'
  | 'answers-within-queue'
  | 'stays-warm'
  | 'warm-in-known-hours'
  | 'feature-available'
  | 'memory-available'
  | 'image-fits'
  | 'concurrency-available'
  | 'region-available'
  | 'scales-to-zero'
  | 'steady-uses-instances'
  | 'follows-traffic'
  | 'pays-for-use-only'
  | 'queue-absorbs-peaks'
  | 'scores-stored-data'
  | 'called-by-scheduler'
  | 'many-models-one-container'
  | 'containers-stay-loaded'
  | 'sequence-on-one-endpoint'
  | 'components-share-instances'
  | 'adapters-share-base'
  | 'one-model-each'
  | 'only-one-left';

/** What an option that fits lost on. */
export type OutrankedCode =
  | 'bills-while-idle'
  | 'cold-starts-in-busy-traffic'
  | 'cold-starts-against-performance'
  | 'queue-slower-than-direct'
  | 'capacity-for-peaks'
  | 'minutes-allow-a-queue'
  | 'job-suits-stored-data'
  | 'scheduled-calls-elsewhere'
  | 'certain-preferred';

export type WarningCode =
  | 'payload-near-quota'
  | 'processing-near-quota'
  | 'cold-load-takes-seconds'
  | 'requests-fail-while-waking'
  | 'wakes-only-with-policy'
  | 'account-concurrency-may-be-lower'
  | 'endpoint-quota-may-be-lower';

export type ReasonCode = ConstraintCode | HostingCode | MeritCode | OutrankedCode | WarningCode;
