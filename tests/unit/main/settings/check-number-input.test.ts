import { expect, test } from 'vitest';
import { checkNumberInput } from '../../../../main/settings/check-number-input.ts';

const RIGHT = {
  phoneNumber: '',
  phoneNumberId: '200300400500600',
  wabaId: '100200300400500',
  graphVersion: 'v26.0',
};

test.each([{}, { wabaId: '', graphVersion: '' }, { graphVersion: '26' }])(
  'what can be Meta’s passes: %j',
  (change) => {
    expect(() => checkNumberInput({ ...RIGHT, ...change })).not.toThrow();
  },
);

test.each([
  [{ phoneNumberId: '' }, 'Enter the phone number id.'],
  [{ phoneNumberId: '+44 7700 900123' }, 'The phone number id has digits only'],
  [{ phoneNumberId: '200300400500600/messages' }, 'The phone number id has digits only'],
  [{ wabaId: '999' }, 'The WhatsApp Business Account id has digits only, usually fifteen'],
  [{ graphVersion: 'latest' }, 'The Graph version looks like v26.0'],
])('%j is named, with where to find the right one', (change, sentence) => {
  expect(() => checkNumberInput({ ...RIGHT, ...change })).toThrow(sentence);
});
