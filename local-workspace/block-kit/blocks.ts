import * as z from 'zod';
import { SLACK_LIMITS } from '../../src/slack/render/limits.ts';
import { anyText, imageElement, imageSource, mrkdwnText, plainText, text, url } from './composition.ts';
import {
  button,
  checkboxes,
  contextActions,
  inputsOnly,
  multiStaticSelect,
  overflow,
  pickers,
  radioButtons,
  richTextInput,
  sourcedMenus,
  staticSelect,
  workflowButton,
} from './elements.ts';
import { richText, table } from './rich-text.ts';

/** Every block of @slack/types 3.2.0 and the chart that it lacks, with the elements that it may hold; an unknown field is refused, as Slack refuses it. */

const base = { block_id: text(SLACK_LIMITS.blockId).optional() };
const choices = [checkboxes, radioButtons, staticSelect, multiStaticSelect, ...sourcedMenus, ...pickers] as const;
const acting = [button, overflow, workflowButton, ...choices] as const;

const card = z
  .strictObject({
    type: z.literal('card'),
    ...base,
    hero_image: imageElement.optional(),
    icon: imageElement.optional(),
    title: mrkdwnText(SLACK_LIMITS.card.title).optional(),
    subtitle: mrkdwnText(SLACK_LIMITS.card.subtitle).optional(),
    body: mrkdwnText(SLACK_LIMITS.card.body).optional(),
    actions: z.array(button).min(1).max(SLACK_LIMITS.card.actions).optional(),
  })
  .refine((block) => block.hero_image ?? block.title ?? block.actions ?? block.body, {
    message: 'needs one of hero_image, title, actions and body',
  });

const taskCard = z.strictObject({
  type: z.literal('task_card'),
  ...base,
  task_id: z.string().min(1),
  title: z.string().min(1),
  details: richText.optional(),
  output: richText.optional(),
  sources: z.array(z.strictObject({ type: z.literal('url'), url, text: z.string() })).optional(),
  status: z.enum(['pending', 'in_progress', 'complete', 'error']),
});

/** The blocks that a container may hold as well. */
const nestable = [
  z.strictObject({
    type: z.literal('actions'),
    ...base,
    elements: z
      .array(z.discriminatedUnion('type', [...acting, richTextInput]))
      .min(1)
      .max(SLACK_LIMITS.actionsElements),
  }),
  z.strictObject({
    type: z.literal('context'),
    ...base,
    elements: z
      .array(
        z.discriminatedUnion('type', [
          plainText(SLACK_LIMITS.textObject),
          mrkdwnText(SLACK_LIMITS.textObject),
          imageElement,
        ]),
      )
      .min(1)
      .max(SLACK_LIMITS.contextElements),
  }),
  z.strictObject({ type: z.literal('divider'), ...base }),
  z.strictObject({ type: z.literal('file'), ...base, source: z.literal('remote'), external_id: z.string().min(1) }),
  z.strictObject({
    type: z.literal('header'),
    ...base,
    text: plainText(SLACK_LIMITS.header),
    level: z.int().min(1).max(4).optional(),
  }),
  z
    .strictObject({
      type: z.literal('image'),
      ...base,
      ...imageSource,
      title: plainText(SLACK_LIMITS.imageTitle).optional(),
    })
    .refine((image) => (image.image_url === undefined) !== (image.slack_file === undefined), {
      message: 'needs one of image_url and slack_file',
    }),
  z.strictObject({
    type: z.literal('input'),
    ...base,
    label: plainText(SLACK_LIMITS.input.label),
    hint: plainText(SLACK_LIMITS.input.hint).optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
    element: z.discriminatedUnion('type', [...choices, ...inputsOnly, richTextInput]),
  }),
  richText,
  z
    .strictObject({
      type: z.literal('section'),
      ...base,
      text: anyText(SLACK_LIMITS.sectionText).optional(),
      fields: z.array(anyText(SLACK_LIMITS.sectionField)).min(1).max(SLACK_LIMITS.sectionFields).optional(),
      accessory: z.discriminatedUnion('type', [...acting, imageElement]).optional(),
      expand: z.boolean().optional(),
    })
    .refine((section) => section.text ?? section.fields, { message: 'needs one of text and fields' }),
  table,
  z.strictObject({
    type: z.literal('video'),
    ...base,
    video_url: url,
    thumbnail_url: url,
    alt_text: text(SLACK_LIMITS.imageAlt),
    title: plainText(SLACK_LIMITS.videoTitle),
    title_url: url.optional(),
    author_name: text(SLACK_LIMITS.videoAuthor).optional(),
    provider_name: z.string().optional(),
    provider_icon_url: url.optional(),
    description: plainText(SLACK_LIMITS.textObject).optional(),
  }),
] as const;

const container = z
  .strictObject({
    type: z.literal('container'),
    ...base,
    title: plainText(SLACK_LIMITS.container.title).optional(),
    rich_text_title: richText.optional(),
    subtitle: anyText(SLACK_LIMITS.container.subtitle).optional(),
    child_blocks: z.array(z.discriminatedUnion('type', nestable)).min(1).max(SLACK_LIMITS.container.children),
    width: z.enum(['narrow', 'standard', 'wide', 'full']).optional(),
    icon: imageElement.optional(),
    is_collapsible: z.boolean().optional(),
    default_collapsed: z.boolean().optional(),
    has_header_divider: z.boolean().optional(),
  })
  .refine((block) => block.title ?? block.rich_text_title, { message: 'needs one of title and rich_text_title' })
  .refine((block) => block.default_collapsed !== true || block.is_collapsible === true, {
    message: 'is default_collapsed without is_collapsible',
  });

const { chart } = SLACK_LIMITS;
const axisLabel = text(chart.axisLabel).optional();
const dataPoint = z.strictObject({ label: text(chart.label), value: z.number() });

const cartesian = z
  .strictObject({
    type: z.enum(['line', 'bar', 'area']),
    series: z
      .array(z.strictObject({ name: text(chart.label), data: z.array(dataPoint).min(1).max(chart.categories) }))
      .min(1)
      .max(chart.series),
    axis_config: z.strictObject({
      categories: z.array(text(chart.label)).min(1).max(chart.categories),
      x_label: axisLabel,
      y_label: axisLabel,
    }),
  })
  .refine(({ series }) => new Set(series.map(({ name }) => name)).size === series.length, {
    message: 'has two series of one name',
  })
  .refine(
    ({ series, axis_config: { categories } }) =>
      series.every(
        ({ data }) =>
          data.length === categories.length &&
          new Set(data.map(({ label }) => label)).size === data.length &&
          data.every(({ label }) => categories.includes(label)),
      ),
    { message: 'has a series without one value for every category' },
  );

const pie = z.strictObject({
  type: z.literal('pie'),
  segments: z
    .array(dataPoint.extend({ value: z.number().positive() }))
    .min(1)
    .max(chart.series),
});

/** Source: docs.slack.dev/reference/block-kit/blocks/data-visualization-block (read 2026-11-25). */
const dataVisualization = z.strictObject({
  type: z.literal('data_visualization'),
  ...base,
  title: text(chart.title),
  chart: z.discriminatedUnion('type', [cartesian, pie]),
});

export const block = z.discriminatedUnion('type', [
  ...nestable,
  container,
  card,
  taskCard,
  dataVisualization,
  z.strictObject({
    type: z.literal('alert'),
    ...base,
    text: anyText(SLACK_LIMITS.alertText),
    level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
  }),
  z.strictObject({
    type: z.literal('carousel'),
    ...base,
    elements: z.array(card).min(1).max(SLACK_LIMITS.carouselCards),
  }),
  z.strictObject({
    type: z.literal('context_actions'),
    ...base,
    elements: z.array(contextActions).min(1).max(SLACK_LIMITS.contextActionsElements),
  }),
  z.strictObject({ type: z.literal('markdown'), ...base, text: text(SLACK_LIMITS.markdown) }),
  z.strictObject({
    type: z.literal('plan'),
    ...base,
    title: z.string().min(1),
    tasks: z.array(taskCard).optional(),
  }),
]);
