type Finding = { readonly name: string; readonly severity: string; readonly nodes?: readonly string[] };
type Report = {
  readonly vulnerabilities?: Readonly<Record<string, Finding>>;
  readonly message?: string;
};

/**
 * What `npm audit --json` means. Findings in what is shipped count; those in tools are told. Where the registry gave no
 * answer nothing is known, which is said.
 */
export function judgeAudit(
  answer: string,
  shipped: ReadonlySet<string>,
): { readonly outcome: 'clean' | 'findings' | 'unknown'; readonly words: string } {
  const { vulnerabilities, message } = read(answer);
  if (vulnerabilities === undefined)
    return {
      outcome: 'unknown',
      words: `audit: the registry gave no answer (${message ?? 'nothing that can be read'}). Nothing is known about these packages.`,
    };
  const found = Object.values(vulnerabilities);
  const grave = found.filter(({ nodes = [] }) => nodes.some((path) => shipped.has(path)));
  const list = (some: readonly Finding[]) =>
    some.map(({ name, severity }) => `${name} (${severity})`).join(', ') || 'none';
  const tools = found.filter((finding) => !grave.includes(finding));
  return {
    outcome: grave.length > 0 ? 'findings' : 'clean',
    words: `audit: in what is shipped: ${list(grave)}. In tools: ${list(tools)}.`,
  };
}

function read(answer: string): Report {
  try {
    const parsed: unknown = JSON.parse(answer);
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}
