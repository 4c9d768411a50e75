import { expect, test } from 'vitest';
import { createUpdateNews } from '../../../../main/updates/update-news.ts';
import { createMemorySettings } from '../account/fake-keychain.ts';

test('what is new is kept until the version that it is about runs, and told until the user has seen it', () => {
  const settings = createMemorySettings();
  const before = createUpdateNews(settings, '1.0.0');
  expect(before.find()).toBeUndefined();
  before.keep({ version: '1.1.0', notes: 'First words.' });
  before.keep({ version: '1.2.0', notes: 'Search is faster.' });
  expect(before.find()).toBeUndefined();

  const after = createUpdateNews(settings, '1.2.0');
  expect(after.find()).toEqual({ version: '1.2.0', notes: 'Search is faster.' });
  after.dismiss();
  expect(after.find()).toBeUndefined();
  expect(createUpdateNews(settings, '1.2.0').find()).toBeUndefined();
});
