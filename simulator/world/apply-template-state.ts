import type { Simulation } from '../simulation.ts';
import type { Json, Template } from './entities.ts';

export type TemplateState = {
  readonly status?: string | undefined;
  readonly reason?: string | undefined;
  readonly qualityScore?: string | undefined;
  readonly category?: string | undefined;
  /** The category that will hold in 24 hours: the impending notice. */
  readonly correctCategory?: string | undefined;
  /** New words of the body. */
  readonly body?: string | undefined;
};

/** Changes a template and reports each change with the webhook of its own (reference section 6.8). */
export function applyTemplateState(simulation: Simulation, template: Template, state: TemplateState): void {
  const reports: (readonly [string, Json])[] = [];
  if (state.status !== undefined) reports.push(applyStatus(template, state.status, state.reason));
  if (state.qualityScore !== undefined) {
    reports.push([
      'message_template_quality_update',
      {
        previous_quality_score: template.qualityScore,
        new_quality_score: state.qualityScore,
        ...identify(template),
      },
    ]);
    template.qualityScore = state.qualityScore;
  }
  if (state.correctCategory !== undefined) {
    template.correctCategory = state.correctCategory;
    const at = Math.floor(simulation.clock.now() / 1_000) + 86_400;
    reports.push([
      'template_category_update',
      {
        ...identify(template),
        new_category: template.category,
        correct_category: state.correctCategory,
        category_update_timestamp: at,
      },
    ]);
  }
  if (state.category !== undefined) {
    template.previousCategory = template.category;
    template.category = state.category;
    template.correctCategory = undefined;
    reports.push([
      'template_category_update',
      { ...identify(template), previous_category: template.previousCategory, new_category: state.category },
    ]);
  }
  if (state.body !== undefined) reports.push(applyBody(template, state.body));
  template.lastUpdatedAt = simulation.clock.now();
  const entryTime = Math.floor(simulation.clock.now() / 1_000);
  for (const [field, value] of reports)
    simulation.webhooks.emit({
      wabaId: template.wabaId,
      phoneNumberId: undefined,
      field,
      value,
      itemIds: [`${field}:${template.name}`],
      entryTime,
    });
}

function applyBody(template: Template, body: string): readonly [string, Json] {
  template.components = template.components.map((component) =>
    component['type'] === 'BODY' ? { ...component, text: body } : component,
  );
  return ['message_template_components_update', { ...identify(template), message_template_element: body }];
}

function applyStatus(
  template: Template,
  status: string,
  reason: string | undefined,
): readonly [string, Json] {
  template.status = status;
  template.rejectedReason = status === 'REJECTED' ? (reason ?? 'INVALID_FORMAT') : 'NONE';
  const extras: Readonly<Record<string, Json>> = {
    PAUSED: {
      other_info: {
        title: 'FIRST_PAUSE',
        description:
          'Your WhatsApp message template has been paused for 3 hours because of negative feedback.',
      },
    },
    DISABLED: {
      other_info: {
        title: 'DISABLED',
        description:
          'Your WhatsApp message template has been disabled because of repeated negative feedback.',
      },
    },
    REJECTED:
      template.rejectedReason === 'INVALID_FORMAT'
        ? {
            rejection_info: {
              reason: 'INVALID_FORMAT',
              recommendation: 'Give an example for every variable.',
            },
          }
        : {},
  };
  const told = status === 'REJECTED' ? template.rejectedReason : status === 'APPROVED' ? 'NONE' : null;
  return [
    'message_template_status_update',
    {
      event: status,
      ...identify(template),
      reason: told,
      message_template_category: template.category,
      ...extras[status],
    },
  ];
}

// The id is an integer here, and the language has been seen with a hyphen (reference section 6.8).
function identify(template: Template): Json {
  return {
    message_template_id: Number(template.id),
    message_template_name: template.name,
    message_template_language: template.language.replace('_', '-'),
  };
}
