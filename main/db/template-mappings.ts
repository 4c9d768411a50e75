import type { TemplateId } from '../../shared/domain/ids.ts';
import type { VariableMapping } from '../../shared/domain/template-mapping.ts';
import type { LogEvent } from '../../shared/protocol/events.ts';
import { type Json, type ReadHandle, findRow, listRows, readJson, runSql } from './handle.ts';
import type { Projection } from './projection.ts';

const SAVE = `
  INSERT INTO template_mappings (template_id, variables, seq) VALUES (:templateId, :variables, :seq)
  ON CONFLICT (template_id) DO UPDATE SET variables = excluded.variables, seq = excluded.seq
  WHERE excluded.seq > seq`;

export function projectMapping(
  { db, changes }: Projection,
  { templateId, variables }: Extract<LogEvent, { kind: 'template.mapped' }>['body'],
  seq: number,
): void {
  const stored = variables === undefined ? null : JSON.stringify(variables);
  if (runSql(db, SAVE, { templateId, variables: stored, seq }) > 0) changes.hasTemplateChanges = true;
}

type Variables = readonly VariableMapping[];

/** What an administrator chose for this template, if anything. */
export function findMapping(db: ReadHandle, templateId: TemplateId): Variables | undefined {
  const sql =
    'SELECT variables FROM template_mappings WHERE template_id = :templateId AND variables IS NOT NULL';
  const row = findRow<{ variables: Json<Variables> }>(db, sql, { templateId });
  return row && readJson(row.variables);
}

/** Every choice that was made, by template. */
export function listMappings(db: ReadHandle): ReadonlyMap<TemplateId, Variables> {
  const sql = 'SELECT template_id AS id, variables FROM template_mappings WHERE variables IS NOT NULL';
  const rows = listRows<{ id: TemplateId; variables: Json<Variables> }>(db, sql);
  return new Map(rows.map(({ id, variables }) => [id, readJson(variables)]));
}
