import { MEDIA } from './role-nouns.ts';
import type { Line } from './role-types.ts';

/** Times that no field holds: how long a clip lasts, when something happened, how often something is polled. */
export const OTHER_TIME_ROLES: readonly Line[] = [
  ['ignore', 'time', 'before', 1.6, 'latency|p99|p95|response today|currently|now is|at?'],
  [
    'ignore',
    'time',
    'after',
    1.6,
    `
      ago ; old ; long ${MEDIA} ; ${MEDIA} ; window ; film ; cache ; lag ; interval ;
      of audio|video|speech|footage|recording|history|data|talk|music|sound|sleep|downtime|logs ; apart ;
      from now ; sprint ; retention ; later|earlier ; backlog ; to train|finetune|deploy|build|migrate|retrain ;
      of training ; trial ; sensor|telemetry|candle|bar ; tco|plan|contract ; lookback|horizon ; subscription ; long
    `,
  ],
  [
    'ignore',
    'time',
    'before',
    1.6,
    `
      train|training for|in|took|takes|time|run|last? ; docs|doc|documentation|page say|mention|state|claim ..? ; last ; past ;
      previous ; retrain* ..? ; finetun* took|takes|for? ; since ; older than ; lookback of? ; horizon of? ;
      cache* for ; deploy* in|within|takes? ; go live in ; launch in ; retention of? ;
      retry|retries|backoff after|of|every? ; polls? every ; migrat* in|within|over ; project ; for the last|past ;
      uptime ; scale in|down after ; cooldown of? ; kept|store|stored|retain .. for ; ttl of? ; every ; release* in ;
      meeting|session|lesson|match|shift|visit|trip|flight|drive|exam last|lasts|take|takes|start|starts in|for? ; starts in ;
      deadline extended by ; ${MEDIA} of|is|are|up|last|with|under|over up? to? ; drive* for
    `,
  ],
  ['ignore', 'time', 'before', 0.9, 'for ; over ; another ; next ; about .. every'],
];
