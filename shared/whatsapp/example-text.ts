import { type ExampleBody, readExampleBody } from './example-body.ts';
import { type ExampleIds, findIds } from './example-ids.ts';
import { findToken, type TokenFinding } from './example-token.ts';
import { DEFAULT_GRAPH_VERSION, isOutdatedVersion } from './graph-version.ts';
import { normalisePaste } from './normalise-paste.ts';

type ExampleText = ExampleBody &
  Omit<ExampleIds, 'hasSeveralNumbers'> & {
    /** A secret: it goes to the keychain, never into a log or to the window. */
    readonly token?: string;
    /** A sentence each: what was not found and what looks wrong. */
    readonly warnings: readonly string[];
  };

/**
 * Reads the example of Meta's API Setup page in each of its shapes (Unix shell, PowerShell, cmd, Postman, raw HTTP) and
 * with page text around it. Takes what it can recognise and says what is missing; never fails.
 */
export function readExampleText(text: string): ExampleText {
  const clean = normalisePaste(text);
  const { hasSeveralNumbers, ...ids } = findIds(clean);
  const token = findToken(clean);
  const body = readExampleBody(clean);
  const isEmpty = Object.keys(ids).length === 0 && token.kind === 'absent';
  return {
    ...ids,
    ...(token.kind === 'found' ? { token: token.token } : {}),
    ...body,
    warnings: isEmpty
      ? [
          'This does not look like Meta’s example. Copy the whole block that begins with curl and paste it here.',
        ]
      : [
          ...warnAboutIds(ids, hasSeveralNumbers),
          ...warnAboutToken(token, clean, body),
          ...warnAboutVersion(ids.graphVersion),
        ],
  };
}

function warnAboutIds(ids: Omit<ExampleIds, 'hasSeveralNumbers'>, hasSeveralNumbers: boolean): string[] {
  const warnings: string[] = [];
  if (ids.phoneNumberId === undefined) {
    warnings.push(
      'There is no phone number ID in the example. Choose a “From” number on Meta’s page and copy again.',
    );
  }
  if (hasSeveralNumbers)
    warnings.push('There is more than one phone number ID in the text. The first is used.');
  if (ids.phoneNumberId !== undefined && ids.phoneNumberId === ids.wabaId) {
    warnings.push(
      'The phone number ID and the WhatsApp Business Account ID are the same. They are two different numbers at Meta.',
    );
  }
  return warnings;
}

function warnAboutToken(token: TokenFinding, text: string, body: ExampleBody): string[] {
  switch (token.kind) {
    case 'absent':
      return ['There is no access token in the example. Enter the token of a system user below.'];
    case 'placeholder':
      return [
        'The example holds a placeholder in place of the access token. Enter the token of a system user below.',
      ];
    case 'shortened':
      return ['The access token was shortened when it was copied. Use Meta’s Copy button.'];
    case 'found':
      return isProbablyTemporary(text, body)
        ? [
            'This looks like Meta’s temporary token, which ends within a day. For daily work use the token of a system user.',
          ]
        : [];
  }
}

/** Meta's samples come from the API Setup page, and so does their token. */
function isProbablyTemporary(text: string, body: ExampleBody): boolean {
  const isSample = /^(?:hello_world$|jaspers_market_)/.test(body.template?.name ?? '');
  return isSample || /temporary (?:access )?token|token (?:will )?expires? in/i.test(text);
}

function warnAboutVersion(version: string | undefined): string[] {
  if (version === undefined) return [`The example names no version. ${DEFAULT_GRAPH_VERSION} is used.`];
  return isOutdatedVersion(version)
    ? [`The example is for version ${version}, which Meta retires. Use ${DEFAULT_GRAPH_VERSION}.`]
    : [];
}
