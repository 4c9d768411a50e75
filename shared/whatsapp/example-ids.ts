export type ExampleIds = {
  readonly graphVersion?: string;
  readonly phoneNumberId?: string;
  readonly wabaId?: string;
  readonly appId?: string;
  /** More than one phone number id was named; the first is taken. */
  readonly hasSeveralNumbers: boolean;
};

type IdKind = 'phoneNumberId' | 'wabaId' | 'appId';

const WABA_EDGES = new Set(['message_templates', 'phone_numbers', 'subscribed_apps']);
const PATH = /\/(v\d{1,3}\.\d{1,2})\/(\d{5,20})(?:\/([a-z_]+))?/gi;
const PATH_WITHOUT_VERSION = /graph\.facebook\.com\/(\d{5,20})\/([a-z_]+)/gi;
const VERSION = /(?:graph\.facebook\.com|^|\s)\/(v\d{1,3}\.\d{1,2})\b/im;

/** The ids in addresses and beside the labels of Meta's pages, from text that `normalisePaste` has cleaned. */
export function findIds(text: string): ExampleIds {
  const numbers: string[] = [];
  const accounts: string[] = [];
  const file = (id: string | undefined, edge: string | undefined) => {
    if (id !== undefined) (WABA_EDGES.has((edge ?? '').toLowerCase()) ? accounts : numbers).push(id);
  };
  for (const match of text.matchAll(PATH)) file(match[2], match[3]);
  for (const match of text.matchAll(PATH_WITHOUT_VERSION)) file(match[1], match[2]);
  const labelled = findLabelledIds(text);
  if (labelled.phoneNumberId !== undefined) numbers.push(labelled.phoneNumberId);

  const graphVersion = VERSION.exec(text)?.[1]?.toLowerCase();
  const wabaId = labelled.wabaId ?? accounts[0];
  return {
    ...(graphVersion === undefined ? {} : { graphVersion }),
    ...(numbers[0] === undefined ? {} : { phoneNumberId: numbers[0] }),
    ...(wabaId === undefined ? {} : { wabaId }),
    ...(labelled.appId === undefined ? {} : { appId: labelled.appId }),
    hasSeveralNumbers: new Set(numbers).size > 1,
  };
}

const LABELS: readonly (readonly [IdKind, RegExp])[] = [
  ['phoneNumberId', /^phone[\s_-]*number[\s_-]*id$/i],
  ['wabaId', /^(?:whatsapp[\s_-]*business[\s_-]*account|waba|messaging[\s_-]*account)[\s_-]*id$/i],
  ['appId', /^app[\s_-]*id$/i],
];
/** A label or an id. Ids of Meta have 15 to 17 digits today; phone numbers, which must not match, at most 13. */
const LABEL_OR_ID =
  /(?<![A-Za-z])(?:phone[\s_-]*number|whatsapp[\s_-]*business[\s_-]*account|waba|messaging[\s_-]*account|app)[\s_-]*id(?![A-Za-z])|(?<![\d+])\d{14,20}(?!\d)/gi;
const FARTHEST = 60;

/** Labels and ids in the order of the text: as many ids after a run of labels as there are labels belong to them. */
function findLabelledIds(text: string): Partial<Record<IdKind, string>> {
  const found: Partial<Record<IdKind, string>> = {};
  let labels: IdKind[] = [];
  let values: string[] = [];
  let end = 0;
  const close = () => {
    // One value after several labels (the others are empty) belongs to the nearest.
    const owners = values.length < labels.length ? labels.slice(-values.length) : labels;
    owners.forEach((kind, index) => {
      const value = values[index];
      if (value !== undefined) found[kind] ??= value;
    });
    labels = [];
    values = [];
  };
  for (const match of text.replace(/https?:\/\/\S+/g, '\n').matchAll(LABEL_OR_ID)) {
    const kind = LABELS.find(([, pattern]) => pattern.test(match[0]))?.[0];
    if (match.index - end > FARTHEST || (kind !== undefined && values.length > 0)) close();
    if (kind !== undefined) labels.push(kind);
    else if (labels.length > values.length) values.push(match[0]);
    end = match.index + match[0].length;
  }
  close();
  return found;
}
