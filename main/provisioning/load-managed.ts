import type { ManagedFindings, ManagedSettings } from './managed-settings.ts';

export type Source = {
  /** As an administrator would look for it: a path, or the name of a policy. */
  readonly name: string;
  readonly read: () => Promise<ManagedFindings | undefined>;
};

export type Managed = {
  readonly settings: ManagedSettings;
  /** What to tell the user, one sentence for each source that has mistakes. */
  readonly problems: readonly string[];
};

/** Reads all sources and merges them, setting by setting: the first that names one decides. Never rejects. */
export async function loadManaged(sources: readonly Source[]): Promise<Managed> {
  const findings = await Promise.all(
    sources.map(async ({ name, read }) => ({ name, ...(await read().catch(() => undefined)) })),
  );
  // Spread from the last to the first, so that the first has the last word.
  const settings = [...findings].reverse().reduce((all, found) => ({ ...all, ...found.settings }), {});
  const problems = findings.flatMap(({ name, problems = [] }) =>
    problems.length === 0 ? [] : [describeProblems(name, problems)],
  );
  return { settings, problems };
}

function describeProblems(name: string, problems: readonly string[]): string {
  return `What your administrator set for this app in ${name} has mistakes: ${problems.join('; ')}. The rest of it counts. Tell your administrator.`;
}
