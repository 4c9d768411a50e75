import { channelIdSchema, templateIdSchema } from '../../shared/domain/ids.ts';
import type { Template } from '../../shared/domain/template.ts';
import type { Channel } from '../../shared/protocol/events.ts';
import type { NumberItem, TemplateItem } from '../../shared/whatsapp/webhook-account.ts';
import { channelKey, templateChangeKey, templateKey } from './keys.ts';
import { type WorkingSet, setCurrent } from './working-set.ts';

/** Meta's times are whole seconds: news this much older than our copy may still be newer. */
const TOLERANCE_MS = 2_000;

/**
 * What changed about a template: into the whole template where the log has it (the company's), else as a change for the
 * desktop that has it (an own number's).
 */
export function planTemplate(set: WorkingSet, item: TemplateItem): void {
  const news = pickNews(item);
  // Only that something changed: whoever has the token asks what.
  if (Object.keys(news).length === 0) return;
  const whole = readTemplate(set, item.templateId);
  if (whole !== undefined) {
    if (isStale(item.at, whole.syncedAt)) return;
    const template: Template = { ...whole, ...news, syncedAt: Math.max(item.at, whole.syncedAt) };
    setCurrent(
      set,
      { kind: 'template.changed', at: item.at, body: { template } },
      templateKey(item.templateId),
    );
    return;
  }
  const key = templateChangeKey(item.templateId);
  const known = (set.current.get(key)?.body as { readonly change: TemplateChange } | undefined)?.change;
  if (known !== undefined && isStale(item.at, known.syncedAt)) return;
  const change: TemplateChange = {
    ...known,
    id: templateIdSchema.parse(item.templateId),
    wabaId: item.wabaId,
    name: item.name,
    language: item.language,
    ...news,
    syncedAt: Math.max(item.at, known?.syncedAt ?? 0),
  };
  setCurrent(set, { kind: 'template.changed', at: item.at, body: { change } }, key);
}

type TemplateNews = Partial<Pick<Template, 'status' | 'category' | 'quality' | 'rejectedReason'>>;
type TemplateChange = TemplateNews & Pick<Template, 'id' | 'wabaId' | 'name' | 'language' | 'syncedAt'>;

function readTemplate(set: WorkingSet, templateId: string): Template | undefined {
  // Written by us under this key as a whole template.
  const body = set.current.get(templateKey(templateId))?.body as { readonly template: Template } | undefined;
  return body?.template;
}

function isStale(at: number, syncedAt: number): boolean {
  return at + TOLERANCE_MS < syncedAt;
}

function pickNews({ status, category, quality, rejectedReason }: TemplateItem): TemplateNews {
  return {
    ...(status === undefined ? {} : { status }),
    ...(category === undefined ? {} : { category }),
    ...(quality === undefined ? {} : { quality }),
    ...(rejectedReason === undefined ? {} : { rejectedReason }),
  };
}

/** What Meta says about one number, or about every number of the account. */
export function planNumber(set: WorkingSet, item: NumberItem): void {
  for (const channel of listChannels(set)) {
    const isMeant =
      item.displayDigits === undefined
        ? channel.wabaId === item.wabaId
        : channel.phoneNumber.replace(/\D/g, '') === item.displayDigits;
    if (!isMeant) continue;
    const body = applyNews(channel, item);
    const channelId = channelIdSchema.parse(channel.id);
    setCurrent(set, { kind: 'channel.changed', at: item.at, body, channelId }, channelKey(channel.id));
  }
}

function applyNews(channel: Channel, { limit, quality, restricted }: NumberItem): Channel {
  const rated = restrict(quality === undefined ? channel : { ...channel, quality }, restricted);
  if (limit === undefined) return rated;
  const { messagingLimit: _old, ...rest } = rated;
  return limit.people === undefined ? rest : { ...rest, messagingLimit: limit.people };
}

/** Older news than what is known changes nothing. */
function restrict(channel: Channel, news: NumberItem['restricted']): Channel {
  const { restriction: known, ...rest } = channel;
  if (news === undefined || (known?.at ?? 0) > (news.restriction?.at ?? Infinity)) return channel;
  return news.restriction === undefined ? rest : { ...rest, restriction: news.restriction };
}

function listChannels(set: WorkingSet): readonly Channel[] {
  return [...set.current.values()]
    .filter((entry) => entry.key.startsWith(channelKey('')))
    .map((entry) => entry.body as Channel); // written by us
}
