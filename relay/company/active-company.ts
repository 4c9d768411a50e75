import { type GraphClient, createGraphClient } from '../../shared/whatsapp/graph-client.ts';
import type { CompanyConfig } from '../config.ts';
import type { LogReader } from '../log/relay-log.ts';
import { RELAY_VERSION } from '../version.ts';
import { findEntered } from './company-settings.ts';

/** The company's number as it is in force. */
export type ActiveCompany = {
  readonly config: CompanyConfig;
  readonly graph: GraphClient;
  /** When it was entered; undefined for the environment's. */
  readonly savedAt: number | undefined;
};

/** Meta's media hosts refuse some runtimes' own User-Agent, so every call names ours. */
export const USER_AGENT = `ColleagueMessagingRelay/${RELAY_VERSION}`;
/** Meta usually answers in well under a second; what takes longer is judged unknown, not sent again. */
const GRAPH_TIMEOUT_MS = 15_000;

export function createCompanyGraph(config: CompanyConfig): GraphClient {
  return createGraphClient({
    fetch,
    token: config.accessToken,
    version: config.graphVersion,
    baseUrl: config.graphUrl,
    userAgent: USER_AGENT,
    timeoutMs: GRAPH_TIMEOUT_MS,
  });
}

/** Whether it still is: what Meta answered about a number that was replaced meanwhile must not enter the log. */
export async function isStillInForce(log: LogReader, active: ActiveCompany): Promise<boolean> {
  return (await findEntered(log))?.savedAt === active.savedAt;
}
