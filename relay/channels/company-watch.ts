import { AppError } from '../../shared/domain/app-error.ts';
import type { Template } from '../../shared/domain/template.ts';
import type { ActiveCompany } from '../company/active-company.ts';
import type { RelayBase } from '../context.ts';
import { fetchCompanyNumber, fetchCompanyTemplates } from './company-channel.ts';

const HOUR_MS = 60 * 60 * 1000;
const RETRY_MS = 60_000;

export type CompanyWatch = {
  /** Resolves when the first look at Meta has ended, well or not. */
  readonly firstLook: Promise<void>;
  /** Fetches the templates now; callers at the same time share one fetch. Throws AppError. */
  refreshTemplates(): Promise<readonly Template[]>;
  stop(): void;
};

/** Looks at the company's number and templates at once and every hour; after a failure again in a minute. */
export function startCompanyWatch(context: RelayBase, company: ActiveCompany): CompanyWatch {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let refreshing: Promise<readonly Template[]> | undefined;

  function refreshTemplates(): Promise<readonly Template[]> {
    refreshing ??= fetchCompanyTemplates(context, company).finally(() => {
      refreshing = undefined;
    });
    return refreshing;
  }

  async function look(): Promise<void> {
    let nextMs = HOUR_MS;
    try {
      await fetchCompanyNumber(context, company);
      await refreshTemplates();
    } catch (error) {
      if (isStopped) return;
      const reason = error instanceof AppError ? error.message : undefined;
      context.logger.warn(reason === undefined ? { error } : { reason }, 'company number not up to date');
      nextMs = RETRY_MS;
    }
    if (!isStopped) timer = setTimeout(() => void look(), nextMs);
  }

  return {
    firstLook: look(),
    refreshTemplates,
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
