import { describe, expect, it } from 'vitest';
import { readReplyCsv, writeReplyCsv } from '../../../../main/canned-replies/reply-csv.ts';

const HELLO = { name: 'hello', text: 'Hello [known as],\nhow are you? “Fine”, "fine"; fine' };
const BYE = { name: 'bye', text: 'Bye' };

describe('readReplyCsv', () => {
  it('reads what was written, with its lines, quotes and merge codes', () => {
    expect(readReplyCsv(writeReplyCsv([HELLO, BYE]), [])).toEqual({ replies: [HELLO, BYE], duplicates: [] });
  });

  it.each([
    ['semicolons', 'Text;Name\r\nBye;bye\r\n'],
    ['tabs, more columns and empty lines', 'ID\tName\tText\n\n1\tbye\t Bye \n'],
  ])('reads %s', (_name, csv) => {
    expect(readReplyCsv(csv, []).replies).toEqual([BYE]);
  });

  it('leaves out and names what is there already, whatever its case and accents, and what the file has twice', () => {
    const csv = 'Name,Text\nBYE,Other\ncafé,One\nCafe,Two\n';
    expect(readReplyCsv(csv, [BYE])).toEqual({
      replies: [{ name: 'café', text: 'One' }],
      duplicates: ['BYE', 'Cafe'],
    });
  });

  it.each([
    ['a missing name', 'Name,Text\nbye,Bye\n,Text', /not taken\. Line 3: the name is missing/u],
    ['a missing text', 'Name,Text\nbye,', /Line 2: the text is missing/u],
    ['a long name', `Name,Text\n${'x'.repeat(61)},Bye`, /Line 2: the name is longer than 60/u],
    ['a long text', `Name,Text\nbye,${'x'.repeat(4_097)}`, /Line 2: the text is longer than 4,096/u],
    ['many bad lines', `Name,Text\n${'bye,\n'.repeat(8)}`, /There are 3 more/u],
    ['no columns', 'bye,Bye\nhello,Hello', /must name the columns/u],
    ['an empty file', '', /must name the columns/u],
    ['something else', 'Name,Text\n"bye', /no CSV/u],
    ['too many', `Name,Text\n${Array.from({ length: 301 }, (_, index) => `n${index},x\n`).join('')}`, /300/u],
  ])('refuses %s, and says where', (_name, csv, expected) => {
    expect(() => readReplyCsv(csv, [])).toThrow(expected);
  });
});
