import { AppError } from '../../shared/domain/app-error.ts';
import type { Template } from '../../shared/domain/template.ts';
import type { CompanySettings } from '../../shared/protocol/http.ts';
import type { WebhookItem } from '../../shared/whatsapp/webhook.ts';
import { type CompanyWatch, startCompanyWatch } from '../channels/company-watch.ts';
import type { RelayBase } from '../context.ts';
import { type ActiveCompany, createCompanyGraph } from './active-company.ts';
import { type LoadedCompany, findEntered, loadCompany, renewSeal } from './company-settings.ts';

export type CompanyNumber = {
  /** The number that can be sent on now; undefined without one, and while its token cannot be read. */
  find(): ActiveCompany | undefined;
  /** How it stands, for administrators. */
  describe(): CompanySettings | undefined;
  /** Puts in force what was saved; resolves when sends use it. Throws what the log throws. */
  reload(): Promise<void>;
  /** Fetches the templates now. Throws AppError, `not-set-up` without a number. */
  refreshTemplates(): Promise<readonly Template[]>;
  /** These webhooks are in the log: what they say has changed at Meta is fetched anew. Never throws, and costs nothing. */
  hear(items: readonly WebhookItem[]): void;
  /** Calls back when another number or token came into force. */
  onChanged(listener: () => void): void;
  /** Resolves when Meta has been asked about the number of the start, well or not. */
  readonly firstLook: Promise<void>;
  stop(): void;
};

/** How soon a change by another process (the command line, another relay) comes into force. */
const NEWS_MS = 250;

type Present = {
  readonly loaded: LoadedCompany | undefined;
  readonly active: ActiveCompany | undefined;
  readonly watch: CompanyWatch | undefined;
};

/** Keeps the company's number as it was last saved, by whichever process: no restart, no old token. */
export async function startCompanyNumber(context: RelayBase): Promise<CompanyNumber> {
  const { log, config, secrets, logger } = context;
  const listeners = new Set<() => void>();
  let present: Present = { loaded: undefined, active: undefined, watch: undefined };
  let reloading: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  async function load(): Promise<void> {
    const loaded = await loadCompany(log, config, secrets);
    if (isStopped || JSON.stringify(loaded) === JSON.stringify(present.loaded)) return;
    present.watch?.stop();
    const active = loaded && activate(loaded);
    present = { loaded, active, watch: active && startCompanyWatch(context, active, Math.random) };
    if (loaded?.settings.problem !== undefined) logger.error({ reason: loaded.settings.problem }, 'no token');
    listeners.forEach((listener) => listener());
  }

  function reload(): Promise<void> {
    reloading = reloading.then(load, load);
    return reloading;
  }

  async function look(): Promise<void> {
    timer = undefined;
    const savedAt = (await findEntered(log))?.savedAt;
    if (savedAt !== present.loaded?.settings.savedAt) await reload();
  }

  const stopListening = log.onAppended(() => {
    timer ??= setTimeout(() => {
      look().catch((error: unknown) => logger.error({ error }, 'company number not read'));
    }, NEWS_MS);
  });
  await log.write((transaction) => renewSeal(transaction, secrets)).catch(keepSeal);
  await reload();
  return {
    find: () => present.active,
    describe: () => present.loaded?.settings,
    reload,
    refreshTemplates: async () => {
      if (present.watch !== undefined) return present.watch.refreshTemplates();
      throw new AppError('not-set-up', present.loaded?.settings.problem ?? NOT_SET_UP);
    },
    hear: (items) => present.watch?.hear(items),
    onChanged: (listener) => void listeners.add(listener),
    firstLook: present.watch?.firstLook ?? Promise.resolve(),
    stop() {
      isStopped = true;
      stopListening();
      clearTimeout(timer);
      present.watch?.stop();
    },
  };
}

export const NOT_SET_UP = 'The company’s number is not set up on the relay. Tell your administrator.';

function activate({ config, settings }: LoadedCompany): ActiveCompany | undefined {
  return config && { config, graph: createCompanyGraph(config), savedAt: settings.savedAt };
}

/** A token that cannot be opened is explained where it is loaded. */
function keepSeal(error: unknown): void {
  if (!(error instanceof AppError) || error.code === 'database') throw error;
}
