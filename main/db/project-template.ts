import type { TemplateId } from '../../shared/domain/ids.ts';
import type { Template } from '../../shared/domain/template.ts';
import type { LogEvent } from '../../shared/protocol/events.ts';
import { type Json, type WriteHandle, findRow, readJson, runSql } from './handle.ts';
import type { Projection } from './projection.ts';

/** Single fields that Meta told without the rest, each with its time. */
const OVERLAID = ['status', 'category', 'quality', 'rejectedReason'] as const;
type OverlaidField = (typeof OVERLAID)[number];
type Overlay = Partial<Record<OverlaidField, { readonly value: string; readonly at: number }>>;

type TemplateEvent = Extract<LogEvent, { kind: 'template.changed' }>['body'];

export function projectTemplate(projection: Pick<Projection, 'db' | 'changes'>, body: TemplateEvent): void {
  const hasChanged =
    'template' in body
      ? saveTemplate(projection.db, body.template)
      : overlayTemplate(projection.db, body.change);
  if (hasChanged) projection.changes.hasTemplateChanges = true;
}

type StoredTemplate = { readonly base: Template | undefined; readonly overlay: Overlay };

/** A whole description: the newest by Meta's word counts. Answers whether anything is different now. */
export function saveTemplate(db: WriteHandle, template: Template): boolean {
  const { base, overlay } = load(db, template.id);
  if (base !== undefined && !isNewer(template, base)) return false;
  return save(db, template.id, template.wabaId, { base: template, overlay });
}

function isNewer(candidate: Template, base: Template): boolean {
  if (candidate.syncedAt !== base.syncedAt) return candidate.syncedAt > base.syncedAt;
  return JSON.stringify(candidate) > JSON.stringify(base);
}

type TemplateFields = { readonly id: TemplateId; readonly wabaId: string; readonly syncedAt: number } & {
  readonly [Field in OverlaidField]?: string | undefined;
};

/** Single fields. They may come before the description that they belong to. */
export function overlayTemplate(db: WriteHandle, change: TemplateFields): boolean {
  const { base, overlay } = load(db, change.id);
  const next: Overlay = { ...overlay };
  for (const field of OVERLAID) {
    const value = change[field];
    const known = overlay[field];
    if (value === undefined) continue;
    const isNews = known === undefined || change.syncedAt > known.at;
    if (isNews || (change.syncedAt === known.at && value > known.value))
      next[field] = { value, at: change.syncedAt };
  }
  return save(db, change.id, change.wabaId, { base, overlay: next });
}

function load(db: WriteHandle, id: TemplateId): StoredTemplate {
  type Row = { readonly base: Json<Template> | null; readonly overlay: Json<Overlay> };
  const row = findRow<Row>(db, 'SELECT base, overlay FROM templates WHERE id = :id', { id });
  const base = row === undefined || row.base === null ? undefined : readJson(row.base);
  return { base, overlay: row === undefined ? {} : readJson(row.overlay) };
}

const SAVE = `
  INSERT INTO templates (id, waba_id, base, overlay, data) VALUES (:id, :wabaId, :base, :overlay, :data)
  ON CONFLICT (id) DO UPDATE SET waba_id = excluded.waba_id, base = excluded.base, overlay = excluded.overlay,
    data = excluded.data
  WHERE excluded.base IS NOT base OR excluded.overlay IS NOT overlay`;

function save(db: WriteHandle, id: TemplateId, wabaId: string, { base, overlay }: StoredTemplate): boolean {
  const ordered = Object.fromEntries(
    OVERLAID.flatMap((field) => (overlay[field] ? [[field, overlay[field]]] : [])),
  );
  const data = base === undefined ? null : JSON.stringify(overlaid(base, overlay));
  const stored = base === undefined ? null : JSON.stringify(base);
  return runSql(db, SAVE, { id, wabaId, base: stored, overlay: JSON.stringify(ordered), data }) > 0;
}

/** A whole description knows better than a field that was heard before it. */
function overlaid(base: Template, overlay: Overlay): Template {
  const fields = OVERLAID.flatMap((field) => {
    const heard = overlay[field];
    return heard !== undefined && heard.at > base.syncedAt ? [[field, heard.value]] : [];
  });
  // The values were parsed as these fields of a template when the entry was read.
  return { ...base, ...(Object.fromEntries(fields) as Partial<Template>) };
}
