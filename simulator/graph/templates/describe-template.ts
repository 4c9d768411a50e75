import type { Json, Template } from '../../world/entities.ts';

/** Every field that a template can be asked for (reference section 4.1). */
export function describeTemplate(template: Template): Json {
  return {
    id: template.id,
    name: template.name,
    language: template.language,
    status: template.status,
    category: template.category,
    sub_category: undefined,
    previous_category: template.previousCategory,
    correct_category: template.correctCategory,
    parameter_format: template.parameterFormat,
    components: template.components,
    rejected_reason: template.rejectedReason,
    quality_score: { score: template.qualityScore, date: Math.floor(template.lastUpdatedAt / 1_000) },
    library_template_name: undefined,
    message_send_ttl_seconds: undefined,
    cta_url_link_tracking_opted_out: undefined,
    last_updated_time: new Date(template.lastUpdatedAt).toISOString().replace('.000Z', '+0000'),
    health_status: {
      can_send_message: template.status === 'APPROVED' ? 'AVAILABLE' : 'BLOCKED',
      entities: [],
    },
  };
}

/** What is told when no fields are asked for. */
export const templateDefaults: readonly string[] = [
  'name',
  'parameter_format',
  'components',
  'language',
  'status',
  'category',
  'id',
];
