/**
 * How a send may be repeated after an error.
 * - `A`: Meta refused it before doing anything; repeat by itself after a pause.
 * - `B`: Meta stumbled and the message may be out; never repeat by itself.
 * - `W`: only a long wait or a person's action helps; then the consultant may retry.
 * - `P`: final for this message as it is.
 */
export type RetryClass = 'A' | 'B' | 'W' | 'P';

export type ErrorEntry = {
  readonly retry: RetryClass;
  /** What happened, as the end of "The message was not sent: …", without full stop. */
  readonly cause: string;
  /** What to do, one or two whole sentences. */
  readonly advice: string;
  /** Set where the retry class alone would mislead: the same message works once somebody has put this right. */
  readonly canRetry?: boolean;
};

const ASK_ADMINISTRATOR = 'Ask your administrator to look at this number in Meta Business Suite, then retry.';
const NEW_TOKEN = 'An administrator must paste a new access token in Settings. Then retry.';
const GIVE_ACCESS =
  'An administrator must give the system user access to this account in Meta’s Business settings. Then retry.';
const CHECK_NUMBER_ID =
  'Check the phone number ID in Settings, and that it is not the WhatsApp Business Account ID. Then retry.';
const READ_DETAILS =
  'Read Meta’s words in the technical details, put it right and send the message again as a new one.';
const REFRESH_TEMPLATES = 'Refresh the list of templates, then choose the template again.';
const FIX_VALUES = 'Check the values that you filled in, then send the template again.';
const CHECK_PHONE = 'Look for a reply or ask the person before you retry, so that nobody gets it twice.';
const WAITS_BY_ITSELF = 'Nothing to do: sending goes on by itself. If it has failed for good, retry later.';
const NOT_USED_HERE = 'This version does not use that feature. Tell support, with the code.';

const meta = (cause: string, retry: RetryClass, advice: string, canRetry?: boolean): ErrorEntry =>
  canRetry === undefined ? { retry, cause, advice } : { retry, cause, advice, canRetry };

const signInInvalid = meta('the sign-in at WhatsApp is no longer valid', 'P', NEW_TOKEN, true);
const permissionMissing = meta('the Meta app lacks a permission', 'P', GIVE_ACCESS, true);
const stumbled = meta('Meta had a problem of its own', 'B', CHECK_PHONE);
const rateLimited = meta('Meta is limiting how fast this account may call it', 'A', WAITS_BY_ITSELF);
const blockListTrouble = meta('the list of blocked people could not be changed', 'P', READ_DETAILS);

/** Access to an account: also used for 200 to 299, which Meta reserves for it. */
export const NO_ACCESS: ErrorEntry = meta(
  'the access token has no access to this WhatsApp account',
  'P',
  GIVE_ACCESS,
  true,
);

/**
 * Every error code of the Cloud API that a send can meet. Source: Meta, Cloud API error codes (December 2025) and the
 * later codes that client libraries had recorded by August 2026.
 */
export const ERROR_TABLE: Readonly<Record<number, ErrorEntry>> = {
  // Authentication and permission
  0: signInInvalid,
  190: signInInvalid,
  3: permissionMissing,
  10: permissionMissing,
  131005: NO_ACCESS,
  803: meta('Meta does not know this phone number ID', 'P', CHECK_NUMBER_ID, true),
  33: meta('this WhatsApp number no longer exists at Meta', 'P', CHECK_NUMBER_ID, true),

  // Throttling
  4: rateLimited,
  80007: rateLimited,
  130429: meta('this number sent more messages a second than Meta allows', 'A', WAITS_BY_ITSELF),
  131056: meta('too many messages went to this person in a short time', 'A', WAITS_BY_ITSELF),
  131048: meta(
    'Meta has limited this number because people blocked or reported its messages',
    'W',
    'Stop sending templates for now and ask your administrator to look at the quality of the number at Meta.',
  ),
  131064: meta(
    'Meta has limited sending because templates were filed in the wrong category',
    'W',
    ASK_ADMINISTRATOR,
  ),
  133016: meta(
    'this number was registered too often',
    'W',
    'An administrator may try again after 72 hours. Then retry.',
  ),

  // Integrity and policy
  368: meta(
    'Meta has restricted this WhatsApp account',
    'W',
    'An administrator can see why in Meta’s Business Support Home. Retry when it is lifted.',
  ),
  130497: meta(
    'this account may not message people in that country',
    'P',
    'Reach the person in another way.',
  ),
  131031: meta('Meta has locked this WhatsApp account', 'W', ASK_ADMINISTRATOR),
  134011: meta(
    'the payment terms of WhatsApp have not been accepted',
    'P',
    'An administrator must accept them in Meta Business Suite. Then retry.',
    true,
  ),

  // Sending
  1: stumbled,
  2: stumbled,
  131000: stumbled,
  131016: stumbled,
  131057: meta('Meta is upgrading this WhatsApp number', 'B', `It takes about a minute. ${CHECK_PHONE}`),
  100: meta('Meta rejected the form of the message', 'P', READ_DETAILS),
  130403: meta(
    'you have blocked this person on WhatsApp',
    'P',
    'Unblock the person at Meta, then retry.',
    true,
  ),
  130472: meta(
    'Meta held this marketing message back for an experiment of its own',
    'P',
    'Write to the person in another way; repeating it will not help.',
  ),
  131008: meta('a part that this message needs is missing', 'P', READ_DETAILS),
  131009: meta('Meta rejected a value in this message', 'P', READ_DETAILS),
  131021: meta(
    'it was addressed to the number that it was sent from',
    'P',
    'Correct the phone number of the record.',
  ),
  131026: meta(
    'the number may not be on WhatsApp, or its WhatsApp is too old',
    'P',
    'Check the number with the person, or reach them in another way.',
  ),
  131030: meta(
    'Meta’s test number may write only to people who were added to its list',
    'P',
    'Add this recipient on Meta’s API Setup page, then retry.',
    true,
  ),
  131037: meta('Meta has not approved the display name of this number yet', 'W', ASK_ADMINISTRATOR),
  131042: meta(
    'Meta could not bill it',
    'W',
    'An administrator must check the payment method of the WhatsApp account at Meta. Then retry.',
  ),
  131045: meta(
    'this number is not registered correctly at Meta',
    'W',
    'An administrator must register the number again. Then retry.',
  ),
  131047: meta(
    'the 24-hour reply window has closed',
    'P',
    'Send a template instead; the window opens again when the person answers.',
  ),
  131049: meta(
    'WhatsApp held this marketing message back, because the person gets too many of them',
    'W',
    'Retry tomorrow or later; sooner will not help.',
  ),
  131050: meta(
    'this person has opted out of marketing messages',
    'P',
    'Do not send them templates until they ask for messages again.',
  ),
  131051: meta(
    'WhatsApp does not support this type of message',
    'P',
    'Send it as text. Tell support, with the code.',
  ),
  131052: meta(
    'Meta could not fetch an attachment',
    'P',
    'Ask the person to send it again, or to send it by email.',
  ),
  131053: meta(
    'WhatsApp does not accept this file',
    'P',
    'Save it in another format, for example PDF, and send it again.',
  ),
  131055: meta('it is possible only with Meta’s Marketing Messages API', 'P', NOT_USED_HERE),
  131058: meta(
    'Meta’s sample template hello_world works only from Meta’s own test numbers',
    'P',
    'Choose one of your own templates.',
  ),
  131059: meta('Meta lost its place in a list', 'P', 'Refresh the list.'),
  131060: meta(
    'Meta did not pass on the content',
    'P',
    'Look at the message on the phone that has this number.',
  ),
  131062: meta(
    'this message needs a phone number, and only a WhatsApp username is known',
    'P',
    'Ask the person for their number and add it to the record.',
  ),
  131063: meta(
    'marketing templates are switched off for this account',
    'P',
    'Choose a utility template, or ask your administrator to switch them on at Meta.',
    true,
  ),
  135000: meta('Meta rejected it without naming a reason', 'P', READ_DETAILS),
  137000: meta(
    'the person’s WhatsApp identity has changed',
    'P',
    'Make sure that you still have the right person before you write to them again.',
  ),
  139100: blockListTrouble,
  139101: meta('the list of blocked people is full', 'P', 'Unblock somebody first.'),
  139102: { ...blockListTrouble, retry: 'A' },
  139103: { ...blockListTrouble, retry: 'A' },
  139200: meta('Meta does not let this account send without a template', 'P', 'Choose a template.'),

  // Templates
  132000: meta(
    'the number of values does not match the template',
    'P',
    `It was changed at Meta. ${REFRESH_TEMPLATES}`,
  ),
  132001: meta('Meta has no approved template of this name in this language', 'P', REFRESH_TEMPLATES),
  132005: meta('the filled-in text is too long', 'P', 'Shorten the values, then send the template again.'),
  132007: meta('the text breaks Meta’s rules for characters or format', 'P', FIX_VALUES),
  132008: meta('Meta rejected a value of the template', 'P', FIX_VALUES),
  132012: meta(
    'a value has a form that the template does not expect',
    'P',
    `${REFRESH_TEMPLATES} ${FIX_VALUES}`,
  ),
  132015: meta(
    'Meta has paused this template because people blocked or reported it',
    'W',
    'Choose another template, or retry when Meta has resumed this one.',
  ),
  132016: meta('Meta has disabled this template for good', 'P', 'Choose another template.'),
  132018: meta('there is a problem with the values of the template', 'P', FIX_VALUES),
  132068: meta('Meta has blocked the form in this template', 'W', ASK_ADMINISTRATOR),
  132069: meta('Meta has limited the form in this template', 'W', 'Retry in an hour.'),

  // Registration of the number
  133000: meta('this number is half removed from WhatsApp', 'W', ASK_ADMINISTRATOR),
  133004: meta('Meta’s server was not available', 'B', CHECK_PHONE),
  133005: meta('the PIN of this number is wrong', 'W', ASK_ADMINISTRATOR),
  133006: meta('this number has not been verified at Meta', 'W', ASK_ADMINISTRATOR),
  133008: meta('the PIN of this number was guessed too often', 'W', ASK_ADMINISTRATOR),
  133009: meta('the PIN of this number was entered too fast', 'W', ASK_ADMINISTRATOR),
  133010: meta(
    'this number is not registered for WhatsApp’s Cloud API',
    'W',
    'An administrator must register the number at Meta. Then retry.',
  ),
  133015: meta('this number was removed from WhatsApp just now', 'W', 'Wait five minutes, then retry.'),
  136024: meta('this number is verified already', 'W', ASK_ADMINISTRATOR),
};
