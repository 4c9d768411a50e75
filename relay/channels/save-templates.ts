import type { Template } from '../../shared/domain/template.ts';
import { templateKey } from '../ingest/keys.ts';
import type { NewEntry, RelayLog } from '../log/relay-log.ts';

/** Brings a complete listing into the log: what is new or different, and what is no longer there as deleted. */
export async function saveTemplates(
  log: RelayLog,
  wabaId: string,
  templates: readonly Template[],
): Promise<void> {
  await log.write(async (transaction) => {
    const entries = await transaction.listCurrent(templateKey(''));
    // Written by us under this key as whole templates.
    const known = new Map(
      entries.map((entry) => [entry.key, (entry.body as { template: Template }).template]),
    );
    const listed = new Set(templates.map((template) => templateKey(template.id)));
    const at = Math.max(0, ...templates.map((template) => template.syncedAt));
    const vanished = [...known.entries()]
      .filter(
        ([key, template]) => template.wabaId === wabaId && !listed.has(key) && template.status !== 'deleted',
      )
      .map(([, template]): Template => ({
        ...template,
        status: 'deleted',
        syncedAt: Math.max(at, template.syncedAt),
      }));
    const changed = templates.filter((template) => !isSame(known.get(templateKey(template.id)), template));
    await transaction.append([...changed, ...vanished].map(toEntry));
  });
}

/** Brings one template into the log, if it is new or different. */
export async function saveTemplate(log: RelayLog, template: Template): Promise<void> {
  const key = templateKey(template.id);
  await log.write(async (transaction) => {
    // Written by us under this key as a whole template.
    const body = (await transaction.findCurrent([key])).get(key)?.body as
      | { readonly template: Template }
      | undefined;
    if (!isSame(body?.template, template)) await transaction.append([toEntry(template)]);
  });
}

/** When it was fetched is no difference: an hourly look must not fill the log. */
function isSame(known: Template | undefined, fetched: Template): boolean {
  if (known === undefined) return false;
  return JSON.stringify({ ...known, syncedAt: 0 }) === JSON.stringify({ ...fetched, syncedAt: 0 });
}

function toEntry(template: Template): NewEntry {
  const key = templateKey(template.id);
  return { id: key, kind: 'template.changed', at: template.syncedAt, body: { template }, compactionKey: key };
}
