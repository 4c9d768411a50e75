import type { Simulation } from '../../simulation.ts';
import type { Json, Template, Waba } from '../../world/entities.ts';
import { applyTemplateState } from '../../world/apply-template-state.ts';
import { findTemplate, listTemplates } from '../../world/templates.ts';
import { ok, refuse, success, type GraphAnswer } from '../answer.ts';
import { selectFields } from '../fields.ts';
import type { GraphCall } from '../graph-call.ts';
import { asArray, asObject, asString } from '../graph-request.ts';
import { invalidParameter, metaError } from '../meta-error.ts';
import { checkComponents } from './check-components.ts';
import { describeTemplate, templateDefaults } from './describe-template.ts';

const categories: ReadonlySet<string> = new Set(['MARKETING', 'UTILITY', 'AUTHENTICATION']);
const editableStates: ReadonlySet<string> = new Set(['APPROVED', 'REJECTED', 'PAUSED']);

/** `POST /{waba-id}/message_templates`: goes into review as PENDING (reference section 4.4). */
export function createTemplate(call: GraphCall, waba: Waba): GraphAnswer {
  const { simulation, parameters } = call;
  const name = asString(parameters['name']) ?? '';
  const category = asString(parameters['category']) ?? '';
  const language = asString(parameters['language']) ?? '';
  if (!/^[a-z0-9_]{1,512}$/.test(name))
    return refuse(
      invalidParameter({ message: 'Param name must match [a-z0-9_] and be at most 512 characters long.' }),
    );
  if (!categories.has(category))
    return refuse(
      invalidParameter({
        message: `Param category must be one of {${[...categories].join(', ')}} - got "${category}".`,
      }),
    );
  if (language === '') return refuse(invalidParameter({ message: 'The parameter language is required.' }));
  if (findTemplate(simulation.world, waba.id, name, language) !== undefined) {
    return refuse(
      metaError(100, {
        message: 'Invalid parameter',
        subcode: 2388024,
        userTitle: 'Content in this language already exists',
        userMessage: 'There is already content in this language for this template.',
      }),
    );
  }
  const components = asArray(parameters['components']).map((component) => asObject(component) ?? {});
  const isNamed = asString(parameters['parameter_format'])?.toUpperCase() === 'NAMED';
  const error = checkComponents(components, isNamed);
  if (error !== undefined) return refuse(error);
  const template = insertTemplate(simulation, waba.id, {
    name,
    language,
    category,
    components,
    parameterFormat: isNamed ? 'NAMED' : 'POSITIONAL',
  });
  review(simulation, template);
  return ok({ id: template.id, status: template.status, category });
}

/** `GET /{template-id}`. */
export function getTemplate(call: GraphCall, template: Template): GraphAnswer {
  const selection = selectFields(
    describeTemplate(template),
    call.request.query.get('fields'),
    templateDefaults,
    'WhatsAppMessageTemplate',
  );
  return 'error' in selection ? refuse(selection.error) : ok(selection.fields);
}

/** `POST /{template-id}`: only APPROVED, REJECTED and PAUSED ones, and back into review. */
export function editTemplate(call: GraphCall, template: Template): GraphAnswer {
  const components = asArray(call.parameters['components']).map((component) => asObject(component) ?? {});
  if (!editableStates.has(template.status))
    return refuse(
      metaError(100, {
        message: 'Invalid parameter',
        subcode: 2388018,
        userTitle: 'Template cannot be edited',
        userMessage: `A template that is ${template.status} cannot be edited.`,
      }),
    );
  if (template.editCount >= 10)
    return refuse(
      metaError(100, {
        message: 'Invalid parameter',
        subcode: 2388025,
        userTitle: 'Too many edits',
        userMessage: 'A template can be edited 10 times in 30 days.',
      }),
    );
  const error =
    components.length === 0 ? undefined : checkComponents(components, template.parameterFormat === 'NAMED');
  if (error !== undefined) return refuse(error);
  if (components.length > 0) template.components = components;
  template.category = asString(call.parameters['category']) ?? template.category;
  template.editCount += 1;
  template.status = 'PENDING';
  review(call.simulation, template);
  return success();
}

/** `DELETE /{waba-id}/message_templates?name=`: all languages, or one with `hsm_id`. */
export function deleteTemplates(call: GraphCall, waba: Waba): GraphAnswer {
  const { simulation } = call;
  const name = asString(call.parameters['name']);
  const id = asString(call.parameters['hsm_id']);
  if (!name) return refuse(invalidParameter({ message: 'The parameter name is required.' }));
  const doomed = listTemplates(simulation.world, waba.id).filter(
    (template) => template.name === name && (id === undefined || template.id === id),
  );
  if (doomed.length === 0)
    return refuse(
      metaError(100, {
        message: 'Invalid parameter',
        subcode: 2593002,
        userTitle: 'Message template not found',
        userMessage: `There is no template "${name}".`,
      }),
    );
  for (const template of doomed) simulation.world.templates.delete(template.id);
  return success();
}

/** `POST /{template-id}/unpause`. */
export function unpauseTemplate(call: GraphCall, template: Template): GraphAnswer {
  if (template.status !== 'PAUSED')
    return refuse(invalidParameter({ message: 'The template is not paused.' }));
  applyTemplateState(call.simulation, template, { status: 'APPROVED' });
  return success();
}

function insertTemplate(
  simulation: Simulation,
  wabaId: string,
  draft: Pick<Template, 'name' | 'language' | 'category' | 'parameterFormat'> & {
    readonly components: readonly Json[];
  },
): Template {
  const template: Template = {
    ...draft,
    id: simulation.random.digits(15),
    wabaId,
    status: 'PENDING',
    previousCategory: undefined,
    correctCategory: undefined,
    rejectedReason: 'NONE',
    qualityScore: 'UNKNOWN',
    lastUpdatedAt: simulation.clock.now(),
    editCount: 0,
  };
  simulation.world.templates.set(template.id, template);
  return template;
}

function review(simulation: Simulation, template: Template): void {
  const afterMs = simulation.options.approveTemplatesAfterMs;
  if (afterMs !== undefined)
    simulation.clock.after(afterMs, () => applyTemplateState(simulation, template, { status: 'APPROVED' }));
}
