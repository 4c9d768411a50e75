import { AppError } from '../../shared/domain/app-error.ts';
import type { Template } from '../../shared/domain/template.ts';
import type { WebhookItem } from '../../shared/whatsapp/webhook.ts';
import type { ActiveCompany } from '../company/active-company.ts';
import type { RelayBase } from '../context.ts';
import { fetchCompanyNumber } from './company-channel.ts';
import { findNews } from './company-news.ts';
import { fetchCompanyTemplate, fetchCompanyTemplates } from './company-templates.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** What Meta announces at the same time is asked for together, and a moment after Meta has said so. */
const NEWS_MS = 1_000;
/** More templates than this are fetched as one list. */
const MOST_SINGLE_TEMPLATES = 10;

export type CompanyWatch = {
  /** Resolves when the first look at Meta has ended, well or not. */
  readonly firstLook: Promise<void>;
  /** Fetches the templates now; callers at the same time share one fetch. Throws AppError. */
  refreshTemplates(): Promise<readonly Template[]>;
  /** These webhooks are in the log: what they say has changed is fetched anew. */
  hear(items: readonly WebhookItem[]): void;
  stop(): void;
};

/**
 * Looks at the company's number and templates at once, every hour, and when a webhook says that something changed. After
 * a failure it looks again in a minute, then in ever longer pauses. Each pause is up to a fifth longer, so that several
 * relays do not ask in step. `random` answers 0 ≤ n < 1.
 */
export function startCompanyWatch(
  context: RelayBase,
  company: ActiveCompany,
  random: () => number,
): CompanyWatch {
  const changedTemplates = new Set<string>();
  let isNumberChanged = false;
  let timer: NodeJS.Timeout | undefined;
  let newsTimer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let failures = 0;
  let refreshing: Promise<readonly Template[]> | undefined;

  function refreshTemplates(): Promise<readonly Template[]> {
    refreshing ??= fetchCompanyTemplates(context, company).finally(() => {
      refreshing = undefined;
    });
    return refreshing;
  }

  /** Does it and plans the next look. Never rejects. */
  async function look(work: () => Promise<unknown>): Promise<void> {
    clearTimeout(timer);
    try {
      await work();
      failures = 0;
    } catch (error) {
      if (isStopped) return;
      failures += 1;
      const reason = error instanceof AppError ? error.message : undefined;
      context.logger.warn(reason === undefined ? { error } : { reason }, 'company number not up to date');
    }
    if (!isStopped) plan();
  }

  function plan(): void {
    clearTimeout(timer);
    const pauseMs = failures === 0 ? HOUR_MS : Math.min(HOUR_MS, MINUTE_MS * 2 ** (failures - 1));
    timer = setTimeout(() => void look(lookAtAll), pauseMs * (1 + random() / 5));
  }

  async function lookAtAll(): Promise<void> {
    await fetchCompanyNumber(context, company);
    await refreshTemplates();
  }

  async function lookAtNews(): Promise<void> {
    const ids = [...changedTemplates];
    const isNumberDue = isNumberChanged;
    changedTemplates.clear();
    isNumberChanged = false;
    if (ids.length > MOST_SINGLE_TEMPLATES) await refreshTemplates();
    else for (const id of ids) await fetchCompanyTemplate(context, company, id);
    if (isNumberDue) await fetchCompanyNumber(context, company);
  }

  return {
    firstLook: look(lookAtAll),
    refreshTemplates,
    hear(items) {
      const news = findNews(items, company.config);
      if (news === undefined || isStopped) return;
      news.templateIds.forEach((id) => changedTemplates.add(id));
      isNumberChanged ||= news.isNumberChanged;
      newsTimer ??= setTimeout(() => {
        newsTimer = undefined;
        void look(lookAtNews);
      }, NEWS_MS);
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
      clearTimeout(newsTimer);
    },
  };
}
