/** The closed list of why. A code says one thing, whatever the numbers are; the sentences are in the files beside this one. */

/** What an option or a hosting pattern cannot do, or can only do under a condition. */
export type ConstraintCode = ObstacleCode | ConditionCode;

/** What is in the way, for certain or perhaps. The search has a change for each. */
export type ObstacleCode =
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
  | 'endpoints-over-quota'
  | 'many-endpoints'
  | 'gpu-instance-not-supported'
  | 'containers-over-quota'
  | 'models-over-containers';

/** What has to be tested or met, and is in the way of nothing. */
type ConditionCode =
  | 'wake-up-over-response-time'
  | 'wake-up-unproven'
  | 'warm-capacity-is-not-zero'
  | 'job-needs-quota-raise'
  | 'most-models-hot'
  | 'cold-loads-not-accepted';

/** Why a hosting pattern is not what the workload asks for, or not to be had with an option. */
export type HostingCode =
  | 'hosting-not-on-option'
  | 'no-fixed-sequence'
  | 'no-shared-container'
  | 'containers-in-sequence'
  | 'containers-picked-by-caller'
  | 'models-scale-alone'
  | 'adapters-over-one-base'
  | 'one-endpoint-wanted'
  | 'many-endpoints-to-run'
  | 'shared-container-preferred'
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
  | 'unpredictable-and-tolerant'
  | 'queue-absorbs-peaks'
  | 'scores-stored-data'
  | 'called-by-scheduler'
  | 'many-models-one-container'
  | 'containers-stay-loaded'
  | 'sequence-on-one-endpoint'
  | 'components-share-instances'
  | 'adapters-share-base'
  | 'one-model-each'
  | 'cheapest-by-estimate'
  | 'estimates-are-close'
  | 'worth-its-price'
  | 'only-one-left';

/** What an option that fits lost on. */
export type OutrankedCode =
  | 'costs-more'
  | 'bills-while-idle'
  | 'fails-while-waking'
  | 'cold-starts-in-busy-traffic'
  | 'cold-starts-against-performance'
  | 'queue-slower-than-direct'
  | 'capacity-for-peaks'
  | 'capacity-for-unknown-peaks'
  | 'minutes-allow-a-queue'
  | 'job-suits-stored-data'
  | 'certain-preferred';

/** What the choice invites or cannot do, and what it will cost: the expensive mistakes. */
export type WarningCode = MoneyWarningCode | AnswerWarningCode | CapacityWarningCode | AccountWarningCode;

/** What will be paid for nothing, or more than was meant. */
export type MoneyWarningCode =
  | 'over-budget'
  | 'standing-cost-over-budget'
  | 'idle-always-on'
  | 'serverless-past-break-even'
  | 'data-set-on-endpoint'
  | 'data-set-stated-as-requests';

/** What callers will meet: late answers, and calls that fail. */
export type AnswerWarningCode =
  | 'processing-near-quota'
  | 'only-streaming-has-time'
  | 'client-timeout-too-short'
  | 'response-time-without-margin'
  | 'caller-timeout-near'
  | 'caller-timeout-shorter-than-need'
  | 'stream-longer-than-connection'
  | 'answer-after-connection'
  | 'cold-start-against-response-time'
  | 'requests-fail-while-waking'
  | 'wakes-only-with-policy'
  | 'cold-load-takes-seconds'
  | 'one-instance-in-production';

/** What is too large, too many or of the wrong kind, or almost. */
export type CapacityWarningCode =
  | 'payload-near-quota'
  | 'memory-near-quota'
  | 'image-near-quota'
  | 'concurrency-near-quota'
  | 'model-may-exceed-disk'
  | 'hot-models-over-memory'
  | 'models-too-hot-to-share'
  | 'instance-not-for-transform'
  | 'instance-type-not-used';

/** What the account has to allow first. */
export type AccountWarningCode =
  | 'request-rate-over-account'
  | 'gpu-quota-starts-at-zero'
  | 'instance-quota-may-be-lower'
  | 'memory-instances-over-quota'
  | 'endpoint-quota-may-be-lower'
  | 'account-concurrency-may-be-lower'
  | 'model-monitor-closed';

export type ReasonCode = ConstraintCode | HostingCode | MeritCode | OutrankedCode | WarningCode;
