import type { MergeCode } from '../../shared/domain/merge-codes.ts';
import type { Template, TemplateVariable } from '../../shared/domain/template.ts';

/** "job_opportunity_uk" as "Job opportunity uk": Meta allows only small letters, digits and underscores. */
export function nameTemplate(name: string): string {
  const words = name
    .replaceAll('_', ' ')
    .trim()
    // Abbreviations have no vowel: "gdpr", "cv", "hr".
    .replaceAll(/\b[b-df-hj-np-tv-xz]{2,5}\b/gu, (word) => word.toUpperCase());
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function nameCategory(category: Template['category']): string {
  return category === 'other' ? '' : category.charAt(0).toUpperCase() + category.slice(1);
}

const languages = new Intl.DisplayNames('en-GB', { type: 'language' });

/** "en_GB" as "British English"; a code that is no language as it is. */
export function nameLanguage(code: string): string {
  try {
    return languages.of(code.replaceAll('_', '-')) ?? code;
  } catch {
    return code;
  }
}

const MERGE_CODE_NAMES: Readonly<Record<MergeCode, string>> = {
  KNOWNAS: 'Known as',
  FIRSTNAME: 'First name',
  LASTNAME: 'Last name',
  JOBTITLE: 'Job title',
  COMPANY: 'Company',
  PRIMARYEMAILADDRESS: 'Email address',
  CONSULTANTUSERNAME: 'Consultant',
};

/** What the form calls a variable: the merge code in words, else its name or number. */
export function nameVariable(
  variable: Pick<TemplateVariable, 'name' | 'place'>,
  mergeCode: string | undefined,
): string {
  // An answer of main names a code as text; one that is not ours has no name.
  const known = mergeCode === undefined ? undefined : MERGE_CODE_NAMES[mergeCode as MergeCode];
  if (known !== undefined) return known;
  if (variable.place === 'button')
    return variable.name === 'code' ? 'Code that the button copies' : 'End of the button’s link';
  if (variable.place === 'header' && variable.name === 'coordinates') return 'Map link or coordinates';
  if (variable.place === 'header' && variable.name === 'place') return 'Name of the place';
  return /^\d+$/u.test(variable.name) ? `Value ${variable.name}` : nameTemplate(variable.name);
}

/** What the form says where the record had no value and a fallback stands in. */
export function explainFallback(name: string, value: string): string | undefined {
  if (value === '') return undefined;
  const missing = name === MERGE_CODE_NAMES['KNOWNAS'] ? 'known-as name' : name.toLowerCase();
  return `No ${missing} on the record: "${value}" will be used.`;
}

export function nameMergeCode(code: MergeCode): string {
  return MERGE_CODE_NAMES[code];
}

const QUALITY_NAMES: Readonly<Record<Template['quality'], string>> = {
  green: 'High quality',
  yellow: 'Medium quality',
  red: 'Low quality: people block or report it',
  unknown: '',
};

/** What recipients make of it, by Meta's rating; empty where Meta has none. */
export function nameTemplateQuality(quality: Template['quality']): string {
  return QUALITY_NAMES[quality];
}
