/**
 * Slack's limits. Lengths are UTF-16 code units, JavaScript's `length`. Slack doesn't say what it counts, but UTF-16 units are
 * never fewer than code points, so a text that passes here passes there.
 *
 * Sources: docs.slack.dev/reference/block-kit (blocks, block-elements, composition-objects), docs.slack.dev/surfaces/modals,
 * docs.slack.dev/interactivity/handling-user-interaction, the comments in @slack/types 3.2.0. Figures from
 * elsewhere say so. Read on 2026-11-24.
 */
export const SLACK_LIMITS = {
  /** Blocks on a surface. */
  blocks: { message: 50, modal: 100, home: 100 },

  /** A view: docs.slack.dev/reference/views. `bytes` is from memory and unverified. */
  view: { title: 24, submit: 24, close: 24, privateMetadata: 3000, callbackId: 255, externalId: 255, bytes: 250_000 },

  blockId: 255,
  actionId: 255,

  /** Text objects without a smaller limit. */
  textObject: 3000,
  sectionText: 3000,
  sectionFields: 10,
  sectionField: 2000,
  header: 150,
  markdown: 12_000,
  contextElements: 10,
  actionsElements: 25,
  contextActionsElements: 5,
  /** Third-party figure, not in Slack's documentation. */
  alertText: 200,
  imageAlt: 2000,
  imageTitle: 2000,
  url: 3000,
  videoTitle: 200,
  videoAuthor: 50,
  card: { title: 150, subtitle: 150, body: 200, actions: 3 },
  carouselCards: 10,
  container: { title: 150, subtitle: 150, children: 10 },

  button: { text: 75, value: 2000, url: 3000, accessibilityLabel: 75 },
  option: { text: 75, value: 150, description: 75, url: 3000 },
  options: { select: 100, choice: 10, overflow: 5 },
  optionGroups: { groups: 100, label: 75 },
  placeholder: 150,
  input: { label: 2000, hint: 2000, plainText: 3000, files: 10 },
  confirm: { title: 100, text: 300, button: 30 },

  /** One table per message (`only_one_table_allowed`). `characters`: over all cells. */
  table: { perMessage: 1, rows: 100, columns: 20, characters: 10_000 },

  /** A chart: `label` of a category or a series. A third party says 12 series; the smaller figure is safe. */
  chart: { title: 50, label: 20, series: 6, categories: 20, axisLabel: 50, perMessage: 2 },

  /**
   * A message: `text` is cut at 40,000. `blockText`, the text of all its blocks together, is not documented: refusals
   * with `msg_blocks_too_long` were measured above about 13,200 (bolt-js#2509).
   */
  message: { text: 40_000, blockText: 13_200 },

  /** Time and use: acknowledge, triggers and response URLs. */
  acknowledgeMs: 3000,
  triggerMs: 3000,
  responseUrl: { uses: 5, ms: 30 * 60_000 },
  viewStack: 3,
  socketConnections: 10,
} as const;
