import { AppError } from '../../shared/domain/app-error.ts';
import type { SendFailure } from '../../shared/domain/message-status.ts';
import type { Template } from '../../shared/domain/template.ts';
import { fetchTemplate, fetchTemplates } from '../../shared/whatsapp/list-templates.ts';
import { templateFromMeta } from '../../shared/whatsapp/template-from-meta.ts';
import type { ActiveCompany } from '../company/active-company.ts';
import type { RelayBase } from '../context.ts';
import { saveTemplate, saveTemplates } from './save-templates.ts';

/** Fetches every template of the company's account and tells the desktops what changed. Throws AppError `meta-refused`. */
export async function fetchCompanyTemplates(
  context: RelayBase,
  { config: company, graph }: ActiveCompany,
): Promise<readonly Template[]> {
  const listing = await fetchTemplates(graph, company.wabaId);
  if (!listing.ok) throw refused(listing.failure);
  const syncedAt = context.now();
  const templates = listing.templates.flatMap(
    (raw) => templateFromMeta(raw, { wabaId: company.wabaId, syncedAt }) ?? [],
  );
  if (templates.length < listing.templates.length) {
    context.logger.warn(
      { skipped: listing.templates.length - templates.length },
      'templates without id or name',
    );
  }
  await saveTemplates(context.log, company.wabaId, templates);
  return templates;
}

/** Fetches one template and tells the desktops if it changed. Throws AppError `meta-refused`. */
export async function fetchCompanyTemplate(
  context: RelayBase,
  active: ActiveCompany,
  templateId: string,
): Promise<void> {
  const { config: company, graph } = active;
  const found = await fetchTemplate(graph, templateId);
  if (!found.ok) {
    // Deleted: the list marks it so.
    if (found.failure.code !== 100) throw refused(found.failure);
    await fetchCompanyTemplates(context, active);
    return;
  }
  const template = templateFromMeta(found.template, { wabaId: company.wabaId, syncedAt: context.now() });
  if (template !== undefined) await saveTemplate(context.log, template);
}

function refused({ sentence, advice }: SendFailure): AppError {
  return new AppError('meta-refused', `${sentence} ${advice}`);
}
